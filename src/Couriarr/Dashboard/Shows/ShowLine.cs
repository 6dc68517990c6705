using Couriarr.Features.Discovery.Catalogue;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Shows;

/// <summary>A show as one line of a list.</summary>
/// <param name="About">Year, channel, country and genres.</param>
/// <param name="Why">What decided, in a sentence.</param>
internal sealed record ShowLine(long Id, string Title, string About, ShowStatus Status, string Why)
{
    public bool IsRemoved { get; init; }

    public static ShowLine Of(KnownShow known)
    {
        var (show, standing) = known;
        return new(show.Id, show.Title, AboutOf(show), standing.Status, WhyOf(standing)) { IsRemoved = standing.RemovedAt is not null };
    }

    public static string AboutOf(Show show) =>
        string.Join(
            " · ",
            new[]
            {
                show.Premiered is { } first ? $"{first.Year}" : null,
                show.Network ?? show.WebChannel,
                show.Country,
                show.Genres.Count > 0 ? string.Join(", ", show.Genres) : show.Type,
            }.OfType<string>()
        );

    // A note says more than the verdict; what a person decided, the rules did not.
    private static string WhyOf(Standing standing) =>
        standing.Error ?? standing.Note ?? (standing.ByUser ? Say("shows.by_you") : Verdicts.Said(standing.Verdict, standing.DecidedBy));
}
