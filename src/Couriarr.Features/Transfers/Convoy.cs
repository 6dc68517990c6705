using System.Text;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Carries many files in their order: each large one alone, small ones several at once. A small file is mostly waiting, for the database and for
/// the disk to have it safe, and those who wait together are served by one flush.
/// </summary>
internal sealed class Convoy(CouriarrOptions options, Delivery delivery, TimeProvider clock)
{
    /// <summary>More than a MiB is read for longer than a disk takes to go elsewhere: two such files would only keep its arm from reading.</summary>
    public const long Small = 1 << 20;

    public const int Width = 8;

    // Whether several may go at once is asked again after so many.
    private const int Longest = 256;

    /// <summary>What blocks one of them has those behind it stay; those beside it end by themselves.</summary>
    public Task CarryAsync(IEnumerable<Parcel> parcels, Round round, CancellationToken ct) =>
        GoAsync(
            parcels,
            parcel => parcel.IsSmall,
            parcel => TempName.For(parcel.Name, round.Context.Token),
            () => WidthOn(round.Route),
            (parcel, stop) => round.Blocked is null ? new ValueTask(delivery.OfAsync(parcel, round, stop)) : default,
            ct
        );

    // A limit is that of the whole transfer. Another machine's door takes offence at many who knock at once.
    private int WidthOn(Route route) => route.Remote is null && Bandwidth.On(route.Limit, options, clock) == 0 ? Width : 1;

    /// <param name="temp">The name that a file has until it is whole. Those that look alike never go side by side.</param>
    /// <param name="width">How many may go at once, as it is now.</param>
    /// <param name="carry">Ends the others when it fails, and they are waited for.</param>
    public static async Task GoAsync<T>(
        IEnumerable<T> all,
        Func<T, bool> isSmall,
        Func<T, string> temp,
        Func<int> width,
        Func<T, CancellationToken, ValueTask> carry,
        CancellationToken ct
    )
    {
        foreach (var group in GroupsOf(all, isSmall, temp))
            await Parallel.ForEachAsync(group, new ParallelOptions { MaxDegreeOfParallelism = width(), CancellationToken = ct }, carry);
    }

    public static IEnumerable<List<T>> GroupsOf<T>(IEnumerable<T> all, Func<T, bool> isSmall, Func<T, string> temp)
    {
        var group = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            var (name, goesAlong) = (Likeness(temp(one)), isSmall(one));
            if (group.Count == Longest || (group.Count > 0 && !goesAlong) || group.ContainsKey(name))
            {
                yield return [.. group.Values];
                group.Clear();
            }
            group.Add(name, one);
            if (goesAlong)
                continue;
            yield return [one];
            group.Clear();
        }
        if (group.Count > 0)
            yield return [.. group.Values];
    }

    // Some file systems take names for one that differ in letters' case or form. Whoever writes é in two characters writes the same digits and dots.
    private static string Likeness(string name) =>
        Ascii.IsValid(name) ? name.ToUpperInvariant() : string.Concat(name.Where(c => char.IsAscii(c) && !char.IsAsciiLetter(c)));
}
