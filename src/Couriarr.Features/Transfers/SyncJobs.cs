using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs.Sharing;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>The table sync_jobs: what is to be carried, and what became of it.</summary>
internal sealed partial class SyncJobs(Database database, SinceStart sinceStart, IPayloads payloads, Nodes nodes, TimeProvider clock)
{
    private const string Columns =
        "id, mapping, work, within, file, title, status, retry_count, only_missing, temp_name, source_version, job_id, batch, created_at, rehearsed_at, temp_by";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Writes the files of a batch down, twice as good as once. What waited for the same places is superseded by them.</summary>
    public async Task AddAsync(Batch batch, IEnumerable<(ImportedFile File, Placement Where)> files, CancellationToken ct)
    {
        var told = await ToldAsync(batch, ct);
        await database.WriteAsync(
            async session =>
            {
                await AddAsync(session, batch, files, told);
                return true;
            },
            WriteKind.Growth,
            ct
        );
    }

    /// <summary>Writes down what no mapping leads anywhere. The totals count it the first time.</summary>
    public async Task LoseAsync(Batch batch, IReadOnlyList<(ImportedFile File, Placement Where)> files, Tally each, CancellationToken ct)
    {
        var told = await ToldAsync(batch, ct);
        var counted = await database.WriteAsync(
            async session =>
            {
                var known = await session.FirstAsync("SELECT count(*) FROM sync_jobs WHERE batch = @p1", row => row.GetInt64(0), batch.Id);
                await AddAsync(session, batch, files, told);
                var tally = known > 0 ? each with { Failures = 0 } : each with { Failures = files.Count };
                await tally.AddTo(session);
                return tally;
            },
            WriteKind.Growth,
            ct
        );
        sinceStart.Add(counted);
    }

    private async Task<string?> ToldAsync(Batch batch, CancellationToken ct) =>
        batch.Webhook is { } webhook ? await payloads.FindAsync(webhook, ct) : null;

    // What the app told stands in the first row alone: a season of 200 episodes is told in 200 KB, and not 200 times.
    private async ValueTask AddAsync(Session session, Batch batch, IEnumerable<(ImportedFile File, Placement Where)> files, string? told)
    {
        foreach (var ((file, where), i) in files.Select((f, i) => (f, i)))
            await AddAsync(session, batch, file, where, i == 0 ? told : null);
    }

    private async ValueTask AddAsync(Session session, Batch batch, ImportedFile file, Placement where, string? told)
    {
        var (work, found) = (batch.Work, where as Placement.Found);
        var onlyMissing = batch.OnlyMissing && !(batch.Superseded.Contains(file.Path) && await HasBroughtAsync(session, found));
        await session.ExecuteAsync(
            """
            INSERT INTO sync_jobs (job_type, source_path, dest_path, title, quality, file_size, status, error_message, webhook_payload, created_at,
                batch, mapping, work, app_path, within, only_missing, work_title, completed_at, file)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19)
            ON CONFLICT (batch, app_path) DO UPDATE SET source_path = @p2, dest_path = @p3, status = @p7, error_message = @p8, mapping = @p12, within = @p15,
                completed_at = @p18
            WHERE sync_jobs.mapping IS NULL
            """,
            Titles.TypeOf(work),
            found?.Source ?? "",
            found?.Destination ?? "",
            Titles.Of(work, file),
            file.Quality,
            file.Size,
            found is null ? ParcelStatus.GivenUp : ParcelStatus.Pending,
            Why(where),
            told,
            Now,
            batch.Id,
            found?.Route.Name,
            work.Key,
            file.Path,
            found?.Within ?? "",
            onlyMissing ? 1 : 0,
            work.Title,
            found is null ? Now : null,
            JsonSerializer.Serialize(file, JsonSerializerOptions.Web)
        );
        if (found is not null)
            await session.ExecuteAsync(
                """
                UPDATE sync_jobs SET status = 'superseded', completed_at = @p4, error_message = 'A newer event brought the same file.'
                WHERE work = @p1 AND mapping = @p2 AND within = @p3 AND status IN ('pending', 'failed', 'failed_permanent') AND batch < (
                    SELECT max(batch) FROM sync_jobs WHERE work = @p1 AND mapping = @p2 AND within = @p3 AND status = 'pending')
                """,
                work.Key,
                found.Route.Name,
                found.Within,
                Now
            );
    }

    /// <returns>Null when there is a way.</returns>
    public static string? Why(Placement where) =>
        where switch
        {
            Placement.Unknown unknown => unknown.Sentence,
            Placement.Refused refused => refused.Sentence,
            _ => null,
        };

    /// <summary>What waits to be carried or is carried, oldest first.</summary>
    public Task<List<Parcel>> OpenAsync(string mapping, string work, CancellationToken ct) =>
        database.ReadAsync(session => OpenAsync(session, mapping, work), ct);

    /// <summary>The same, when a person wants it again: what this job gave up, or lost when it was cancelled, counts as new.</summary>
    public Task<List<Parcel>> ReopenAsync(string mapping, string work, long job, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    UPDATE sync_jobs SET status = 'pending', retry_count = 0, completed_at = NULL, outcome = NULL, error_message = NULL
                    WHERE work = @p1 AND mapping = @p2 AND job_id = @p3 AND (status = 'failed_permanent' OR status = 'superseded' AND outcome = 'cancelled'
                        AND NOT EXISTS (SELECT 1 FROM sync_jobs newer WHERE newer.work = @p1 AND newer.mapping = @p2 AND newer.within = sync_jobs.within
                            AND newer.id > sync_jobs.id AND newer.status IN ('pending', 'failed', 'running', 'success')))
                    """,
                    work,
                    mapping,
                    job
                );
                return await OpenAsync(session, mapping, work);
            },
            WriteKind.Upkeep,
            ct
        );

    private static ValueTask<List<Parcel>> OpenAsync(Session session, string mapping, string work) =>
        session.QueryAsync(
            $"SELECT {Columns} FROM sync_jobs WHERE work = @p1 AND mapping = @p2 AND status IN ('pending', 'failed', 'running') ORDER BY id",
            Read,
            work,
            mapping
        );

    private static Parcel Read(Row row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), FileOf(row.GetString(4)))
        {
            Title = row.GetString(5),
            Status = row.GetString(6),
            Retries = row.GetInt32(7),
            OnlyMissing = row.GetInt64(8) != 0,
            Temp = row.IsNull(9) ? null : row.GetString(9),
            Version = row.IsNull(10) ? null : row.GetString(10),
            JobId = row.IsNull(11) ? null : row.GetInt64(11),
            Batch = row.GetInt64(12),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13)),
            IsRehearsed = !row.IsNull(14),
            TempBy = row.IsNull(15) ? null : row.GetString(15),
        };

    public static ImportedFile FileOf(string json) => JsonSerializer.Deserialize<ImportedFile>(json, JsonSerializerOptions.Web)!;
}

/// <summary>Files that come together.</summary>
/// <param name="Id">The job that brought them.</param>
internal sealed record Batch(long Id, Work Work)
{
    public bool OnlyMissing { get; init; }

    /// <summary>What the new files replaced. A file of which we brought the older version under the same name is replaced in any case.</summary>
    public IReadOnlyList<string> Superseded { get; init; } = [];

    /// <summary>The entry of the inbox that told of them; null when no app did.</summary>
    public long? Webhook { get; init; }
}
