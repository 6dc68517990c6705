namespace Couriarr.Storage.Sql;

internal sealed record AppliedStep(string Line, int Version, string Checksum);

/// <summary>Compares what a database went through with what this program knows, and refuses what it cannot understand.</summary>
internal static class SchemaVersions
{
    public static ValueTask<List<AppliedStep>> ReadAsync(Session session) =>
        session.QueryAsync(
            "SELECT line, version, checksum FROM schema_versions ORDER BY line, version",
            row => new AppliedStep(row.GetString(0), row.GetInt32(1), row.GetString(2))
        );

    public static ValueTask<int> RecordAsync(Session session, AppliedStep step, long now) =>
        session.ExecuteAsync(
            "INSERT INTO schema_versions (line, version, checksum, applied_at) VALUES (@p1, @p2, @p3, @p4)",
            step.Line,
            step.Version,
            step.Checksum,
            now
        );

    /// <summary>The steps still to take, in order.</summary>
    /// <exception cref="StartupException">The database is newer than this program, or one of its steps was edited afterwards.</exception>
    public static IReadOnlyList<(string Line, MigrationStep Step)> Missing(
        IReadOnlyList<MigrationLine> lines,
        IReadOnlyList<AppliedStep> applied
    )
    {
        foreach (var step in applied.OrderByDescending(a => a.Version))
            Check(step, lines.FirstOrDefault(l => l.Name == step.Line)?.Steps ?? []);
        var taken = applied.Select(a => (a.Line, a.Version)).ToHashSet();
        return [.. lines.SelectMany(l => l.Steps, (l, step) => (l.Name, step)).Where(s => !taken.Contains((s.Name, s.step.Version)))];
    }

    private static void Check(AppliedStep applied, IReadOnlyList<MigrationStep> known)
    {
        var step = known.FirstOrDefault(s => s.Version == applied.Version);
        if (step is null)
            throw new StartupException(
                $"The database was written by a newer Couriarr: version {applied.Version} of {applied.Line}, this program knows {known.Count}. "
                    + "Install that newer version again, or restore a backup from before the update with './run restore'. Nothing was changed.",
                StartupException.Failure
            );
        if (step.Checksum != applied.Checksum)
            throw new StartupException(
                $"Version {applied.Version} of {applied.Line} in the database is not the one this program knows: the step was edited after its release. "
                    + "Install the version that ran here before, or restore a backup with './run restore'. Nothing was changed.",
                StartupException.Failure
            );
    }
}
