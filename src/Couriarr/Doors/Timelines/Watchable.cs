using System.Globalization;
using Couriarr.Features.Players;

namespace Couriarr.Doors.Timelines;

/// <summary>What became of a title's files in the players: when each was asked, and when it could be watched there. Files of one moment are one line.</summary>
internal static class Watchable
{
    public static IEnumerable<Moment> MomentsOf(IReadOnlyList<ShownTiding> files) => Asked(files).Concat(Ended(files));

    private static IEnumerable<Moment> Asked(IEnumerable<ShownTiding> files) =>
        files
            .Where(file => file.AskedAt is not null)
            .GroupBy(file => (file.Who, At: Second(file.AskedAt!.Value)))
            .Select(same => new Moment(
                same.First().AskedAt!.Value,
                "player",
                "asked",
                $"{same.Key.Who} was asked to take in {Count([.. same])}.",
                Job: same.First().AskedBy
            ));

    private static IEnumerable<Moment> Ended(IEnumerable<ShownTiding> files) =>
        files
            .Where(file => file is { EndedAt: not null, State: not "done" })
            .GroupBy(file => (file.Who, file.State, At: Second(file.EndedAt!.Value)))
            .Select(same => new Moment(same.First().EndedAt!.Value, "player", same.Key.State, Tell([.. same]), Job: same.First().AskedBy));

    private static string Tell(List<ShownTiding> files)
    {
        var (first, what) = (files[0], Count(files));
        var took = (first.EndedAt!.Value - files.Min(file => file.ToldAt)).TotalSeconds;
        var why = first.Note is { } note ? $": {note}" : ".";
        return first.State switch
        {
            "visible" => string.Create(CultureInfo.InvariantCulture, $"{first.Who} shows {what}, {took:0} s after the import."),
            "skipped" => $"{first.Who} is not asked about {what} any more{why}",
            "refused" => $"{first.Who} cannot be asked about {what}{why}",
            _ => $"{first.Who} does not show {what}{why}",
        };
    }

    private static string Count(List<ShownTiding> files) => files.Count == 1 ? Path.GetFileName(files[0].Path) : $"{files.Count} files";

    private static long Second(DateTimeOffset at) => at.ToUnixTimeSeconds();
}
