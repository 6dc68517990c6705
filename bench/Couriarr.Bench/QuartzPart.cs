using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Couriarr.Bench;

/// <summary>(b) The peer: one-shot jobs in Quartz.NET's store for SQLite, on the same library and as durable as ours.</summary>
internal static class QuartzPart
{
    private const int Callers = 64;
    private const int Threads = 64;

    // Of 4 to 64 threads and 1 to 64 callers, what it was fastest with.
    public static readonly string Settings =
        $"Quartz: its own SQLite store and schema, Microsoft.Data.Sqlite with pooled connections, WAL, synchronous=FULL, a pool of {Threads}, "
        + $"trigger batches of {Threads} (its automatic choice), not clustered, string job data, {Callers} callers that schedule a job each.";

    public static async Task<Rates> MeasureAsync(string folder, int jobs)
    {
        Directory.CreateDirectory(folder);
        var text = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "quartz.db"), DefaultTimeout = 30 }.ToString();
        await MakeFullyDurableAsync(text);
        QuartzNoOp.Starts = new Starts();
        var last = QuartzNoOp.Starts.NumberAsync(jobs);
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, text)).BuildScheduler();

        var started = Moment.Now;
        await Crowd.RunAsync(jobs, Callers, number => ScheduleAsync(scheduler, number));
        var enqueued = Moment.Now;
        await scheduler.Start();
        await last;
        await scheduler.Shutdown(waitForJobsToComplete: true);
        var rates = new Rates(jobs, started, enqueued, Moment.Now);
        SqliteConnection.ClearAllPools();
        return rates;
    }

    private static void Configure(IQuartzBuilder quartz, string text)
    {
        quartz.Services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error));
        quartz.UseDefaultThreadPool(Threads);
        quartz.UsePersistentStore(store =>
        {
            store.UseSqlite(SqliteFactory.Instance, text);
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
        });
    }

    private static async Task ScheduleAsync(IScheduler scheduler, int number)
    {
        var name = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var job = JobBuilder.Create<QuartzNoOp>().WithIdentity(name).UsingJobData("number", name).Build();
        await scheduler.ScheduleJob(job, TriggerBuilder.Create().WithIdentity(name).StartNow().Build());
    }

    // The mode of the log stays with the file. Full synchronisation is SQLite's own default; that it is, is looked at.
    private static async Task MakeFullyDurableAsync(string text)
    {
        await using var connection = new SqliteConnection(text);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteScalarAsync();
        command.CommandText = "PRAGMA synchronous";
        if (await command.ExecuteScalarAsync() is not 2L)
            throw new InvalidOperationException(
                "This SQLite does not synchronise fully by default: the peer would be measured with less care than ours."
            );
    }
}

internal sealed class QuartzNoOp : Quartz.IJob
{
    public static Starts? Starts { get; set; }

    public ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        Starts!.Count();
        return ValueTask.CompletedTask;
    }
}
