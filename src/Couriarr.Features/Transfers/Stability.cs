using System.Globalization;
using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>Decides whether an original is finished, or not there yet. Pure.</summary>
internal static class Stability
{
    // What a share shows may lag a minute behind its server.
    private const int MostLooks = 4;
    private const string Missing = "missing:";

    /// <returns>Null when it may be copied.</returns>
    public static Fate.Waiting? Of(FileFacts facts, Parcel parcel, DateTimeOffset now, TimeSpan settle)
    {
        var isFinished =
            parcel.File.Size == facts.Size
            || parcel.Version == facts.Version
            || facts.Modified / 1_000_000 < (now - settle - TimeSpan.FromMinutes(1)).ToUnixTimeMilliseconds() && parcel.File.Size is null;
        return isFinished ? null : new Fate.Waiting($"The original still changes ({Sizes.Of(facts.Size)} so far).", facts.Version);
    }

    /// <summary>Not there: after a few looks, each after a longer pause, it is taken for gone.</summary>
    public static Fate OfMissing(Parcel parcel)
    {
        var looks = parcel.Version?.StartsWith(Missing, StringComparison.Ordinal) is true
            ? int.Parse(parcel.Version[Missing.Length..], CultureInfo.InvariantCulture)
            : 0;
        return looks + 1 >= MostLooks || parcel.Retries > 0 || parcel.Temp is not null
            ? new Fate.Needless($"The original is gone: it was replaced or deleted upstream. {Hint(parcel)}".TrimEnd())
            : new Fate.Waiting("The original is not there yet.", FormattableString.Invariant($"{Missing}{looks + 1}"));
    }

    /// <summary>How many settle times to wait before the next look.</summary>
    public static int Pauses(Fate.Waiting waiting) =>
        waiting.Version.StartsWith(Missing, StringComparison.Ordinal)
            ? int.Parse(waiting.Version[Missing.Length..], CultureInfo.InvariantCulture)
            : 1;

    private static string Hint(Parcel parcel) =>
        parcel.Within.Contains('\uFFFD', StringComparison.Ordinal)
            ? "Or its name holds bytes that are no UTF-8, which a webhook cannot carry: rename it."
            : "";
}
