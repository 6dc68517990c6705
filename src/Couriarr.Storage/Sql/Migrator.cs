using System.Data.Common;
using Couriarr.Jobs;

namespace Couriarr.Storage.Sql;

/// <summary>The steps still to take. A first plan starts from nothing, so there is nothing to save from it.</summary>
internal sealed record MigrationPlan(IReadOnlyList<(string Line, MigrationStep Step)> Missing, bool IsFirst);

/// <summary>Brings the tables to the version of this program, one transaction per step: killed anywhere, the next start goes on there.</summary>
internal sealed class Migrator(Database database, IReadOnlyList<MigrationLine> lines, TimeProvider clock, IFailPoints failPoints)
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS schema_versions (
            line text NOT NULL, version integer NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL,
            PRIMARY KEY (line, version))
        """;

    public async Task<MigrationPlan> PlanAsync(CancellationToken ct)
    {
        var applied = await database.WriteAsync(PrepareAsync, WriteKind.Upkeep, ct);
        return new MigrationPlan(SchemaVersions.Missing(lines, applied), IsFirst: applied.Count == 0);
    }

    public async Task MigrateAsync(MigrationPlan plan, CancellationToken ct)
    {
        foreach (var (line, step) in plan.Missing)
            await TakeAsync(line, step, ct);
    }

    private async Task TakeAsync(string line, MigrationStep step, CancellationToken ct)
    {
        try
        {
            await database.WriteAsync(session => ApplyAsync(session, line, step), WriteKind.Upkeep, ct);
        }
        catch (DbException e)
        {
            throw new StartupException(
                $"The database cannot be updated: step {step.Version} of {line} failed, and nothing of it was kept. {e.Message} "
                    + "Go back to the version of Couriarr that ran before, and report this.",
                StartupException.Failure,
                e
            );
        }
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
