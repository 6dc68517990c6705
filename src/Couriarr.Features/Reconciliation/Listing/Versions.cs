using System.Text.RegularExpressions;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// Finds in one folder what is the same work under another name: an upgrade that was never carried is missing beside its older version.
/// </summary>
internal static partial class Versions
{
    private const int Patience = 1_000;

    /// <param name="held">What is missing in the folder, and what is extra.</param>
    public static IEnumerable<Difference> Pair(string folder, List<Difference> held)
    {
        var extras = held.Where(d => d.Standing is Standing.Extra && !Bonus().IsMatch(d.Path)).OrderByDescending(d => d.Bytes).ToList();
        var films = held.Where(d => d.Standing is Standing.Missing && MarkOf(d) is null && IsOwn(d, folder)).Take(2).ToList();
        HashSet<Difference> told = new(ReferenceEqualityComparer.Instance);
        foreach (var missing in held.Where(d => d.Standing is Standing.Missing))
        {
            var mark = MarkOf(missing);
            var older = mark is null && (films is not [var film] || film != missing) ? null : extras.Find(extra => MarkOf(extra) == mark);
            if (older is null)
            {
                yield return missing;
                continue;
            }
            extras.Remove(older);
            told.Add(older);
            yield return missing with
            {
                Standing = Standing.OlderVersion,
                Destination = older.Destination,
            };
        }
        foreach (var extra in held.Where(d => d.Standing is Standing.Extra && !told.Contains(d)))
            yield return extra;
    }

    // Of a film there is one file in its folder; of a series each episode says its number.
    private static bool IsOwn(Difference missing, string folder) =>
        missing.Known is { Folder.Length: > 0 } known && PathOrder.AreSame(known.Folder, folder);

    private static string? MarkOf(Difference difference) =>
        Mark().Match(difference.Path, difference.Path.LastIndexOf('/') + 1) is { Success: true } mark
            ? mark.Value.ToUpperInvariant()
            : null;

    [GeneratedRegex(@"(?<![a-z0-9])S\d{1,4}(E\d{1,4})+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"-(trailer|sample|featurette|behindthescenes|deleted|interview|scene|short|other)\.[^./]+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        Patience
    )]
    private static partial Regex Bonus();
}
