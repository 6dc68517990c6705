using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Couriarr.Bench;

/// <summary>
/// (c) What SQLite itself can do with the same rows, tables and indexes: one thread, prepared statements, 512 rows to a commit,
/// and nobody who waits for an answer.
/// </summary>
internal sealed class LimitPart : IDisposable
{
    private const int RowsPerCommit = 512;
    private readonly sqlite3 db;
    private readonly List<sqlite3_stmt> statements = [];

    private LimitPart(string file)
    {
        Check(raw.sqlite3_open(file, out db));
        Do("PRAGMA journal_mode=WAL");
        Do("PRAGMA synchronous=FULL");
    }

    public static async Task<Rates> MeasureAsync(string folder, int jobs)
    {
        await using (await Bed.OpenAsync(folder)) { }
        using var limit = new LimitPart(Path.Combine(folder, "couriarr.db"));
        return await Task.Factory.StartNew(() => limit.Run(jobs), TaskCreationOptions.LongRunning);
    }

    private Rates Run(int jobs)
    {
        var started = Moment.Now;
        Enqueue(jobs);
        var enqueued = Moment.Now;
        Drain(jobs);
        return new Rates(jobs, started, enqueued, Moment.Now);
    }

    private void Enqueue(int jobs)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var insert = Prepare(
            """
            INSERT INTO job_queue (type, lane, priority, rank, state, payload, payload_version, run_at, created_at, max_retries, gate,
                unique_key, parent_id, root_id)
            VALUES ('no-op', 'bench', 5, ?2, 'waiting', ?1, 1, ?2, ?2, 3, NULL, NULL, NULL, NULL)
            """
        );
        InBatches(
            jobs,
            id =>
            {
                raw.sqlite3_bind_text(insert, 1, string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{id}}}"));
                raw.sqlite3_bind_int64(insert, 2, now);
                Step(insert);
            }
        );
    }

    // Every job is written as often as the engine must: running, ended, gone.
    private void Drain(int jobs)
    {
        var owner = Guid.NewGuid().ToString("N");
        var run = Prepare(
            $"UPDATE job_queue SET state = 'running', token = 1, owner = '{owner}', started_at = 1, lease_until = 1 WHERE id = ?1"
        );
        var end = Prepare(
            """
            INSERT INTO job_history (id, type, lane, priority, state, payload, payload_version, run_at, created_at, started_at,
                retry_count, max_retries, crash_count, gate, unique_key, parent_id, root_id, note, completed_at)
            SELECT id, type, lane, priority, 'succeeded', payload, payload_version, run_at, created_at, started_at,
                retry_count, max_retries, crash_count, gate, unique_key, parent_id, root_id, note, run_at
            FROM job_queue WHERE id = ?1
            """
        );
        var delete = Prepare("DELETE FROM job_queue WHERE id = ?1");
        for (var from = 1; from <= jobs; from += RowsPerCommit)
        {
            var some = Math.Min(RowsPerCommit, jobs - from + 1);
            InBatches(some, n => StepOn(run, from + n - 1));
            InBatches(
                some,
                n =>
                {
                    StepOn(end, from + n - 1);
                    StepOn(delete, from + n - 1);
                }
            );
        }
    }

    private void InBatches(int rows, Action<int> write)
    {
        for (var number = 1; number <= rows; number++)
        {
            if (number % RowsPerCommit == 1)
                Do("BEGIN IMMEDIATE");
            write(number);
            if (number % RowsPerCommit == 0 || number == rows)
                Do("COMMIT");
        }
    }

    private void StepOn(sqlite3_stmt statement, long id)
    {
        raw.sqlite3_bind_int64(statement, 1, id);
        Step(statement);
    }

    private void Step(sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) is var code and not raw.SQLITE_DONE)
            Check(code);
        raw.sqlite3_reset(statement);
    }

    private void Do(string sql) => Check(raw.sqlite3_exec(db, sql));

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(db, sql, out var statement));
        statements.Add(statement);
        return statement;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, db);

    public void Dispose()
    {
        statements.ForEach(statement => statement.Dispose());
        db.Dispose();
    }
}
