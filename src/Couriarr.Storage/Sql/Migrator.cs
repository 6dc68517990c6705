using Couriarr.Jobs;

namespace Couriarr.Storage.Sql;

/// <summary>Brings the tables to the version of this program, one transaction per step: killed anywhere, the next start goes on there.</summary>
internal sealed class Migrator(Database database, IReadOnlyList<MigrationLine> lines, TimeProvider clock, IFailPoints failPoints)
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS schema_versions (
            line text NOT NULL, version integer NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL,
            PRIMARY KEY (line, version))
        """;

    public async Task MigrateAsync(CancellationToken ct)
    {
        var applied = await database.WriteAsync(PrepareAsync, WriteKind.Upkeep, ct);
        foreach (var (line, step) in SchemaVersions.Missing(lines, applied))
            await database.WriteAsync(session => ApplyAsync(session, line, step), WriteKind.Upkeep, ct);
    }

    private static async ValueTask<List<AppliedStep>> PrepareAsync(Session session)
    {
        await session.ExecuteAsync(Table);
        return await SchemaVersions.ReadAsync(session);
    }

    private async ValueTask<int> ApplyAsync(Session session, string line, MigrationStep step)
    {
        await session.ExecuteAsync(step.Sql);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await SchemaVersions.RecordAsync(session, new AppliedStep(line, step.Version, step.Checksum), now);
        failPoints.Reach("migrate.step");
        return step.Version;
    }
}
