using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>
/// Knows which missing files shall be carried anew: those that are not on their way, that no person cancelled, and that were not tried
/// in vain too often. What cannot be carried would else be queued every night for ever.
/// </summary>
internal sealed class Due(Database database, IEnumerable<IArrivals> carriers, PathMap map, CouriarrOptions options)
{
    public async Task<IReadOnlyList<Finding>> AmongAsync(long run, IReadOnlyList<Finding> findings, int most, CancellationToken ct)
    {
        var open = new List<Finding>();
        foreach (var group in findings.Where(IsCarried).GroupBy(finding => (finding.Library, finding.Work!.Instance)))
        {
            var tried = await TriedOutAsync(run, group.Key.Library, [.. group], ct);
            open.AddRange(await RestingAsync(group.Key.Instance, [.. group.Where(finding => !tried.Contains(finding.Within))], ct));
        }
        return [.. open.OrderBy(finding => finding.Id).Take(Math.Max(most, 0))];
    }

    /// <summary>Twice as good as once for a run.</summary>
    public Task NoteAsync(long run, IReadOnlyList<Finding> findings, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var finding in findings)
                    await session.ExecuteAsync(
                        """
                        INSERT INTO reconcile_tries (library, within, version, tries, run) VALUES (@p1, @p2, @p3, 1, @p4)
                        ON CONFLICT (library, within) DO UPDATE SET
                            tries = CASE WHEN reconcile_tries.version = excluded.version THEN reconcile_tries.tries + 1 ELSE 1 END,
                            version = excluded.version, run = excluded.run
                        WHERE reconcile_tries.run <> excluded.run
                        """,
                        finding.Library,
                        finding.Within,
                        finding.Version,
                        run
                    );
                return true;
            },
            WriteKind.Growth,
            ct
        );

    private bool IsCarried(Finding finding) =>
        finding is { Work: not null, Source: not null }
        && (finding.Standing == "missing" || finding.IsCutOff)
        && map.Find(finding.Library) is not null;

    private async Task<HashSet<string>> TriedOutAsync(long run, string library, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var now = findings.ToDictionary(finding => finding.Within, finding => finding.Version, StringComparer.Ordinal);
        var marks = string.Join(", ", Enumerable.Range(4, now.Count).Select(n => FormattableString.Invariant($"@p{n}")));
        var tried = await database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"SELECT within, version FROM reconcile_tries WHERE library = @p1 AND run <> @p2 AND tries >= @p3 AND within IN ({marks})",
                    row => (Within: row.GetString(0), Version: row.GetString(1)),
                    [library, run, options.Reconcile.MaxTries, .. now.Keys]
                ),
            ct
        );
        return [.. tried.Where(one => now[one.Within] == one.Version).Select(one => one.Within)];
    }

    private async Task<IEnumerable<Finding>> RestingAsync(string instance, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        if (findings.Count == 0 || carriers.FirstOrDefault() is not { } carrier)
            return findings;
        var paths = findings.ToDictionary(finding => finding, finding => map.Find(finding.Library)!.AppPathOf(finding.Within));
        var standing = await carrier.StandingAsync(instance, [.. paths.Values.Distinct()], ct);
        return findings.Where(finding => standing[paths[finding]] is not (Standing.Underway or Standing.Cancelled));
    }
}
