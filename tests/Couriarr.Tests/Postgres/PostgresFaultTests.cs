using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Intake;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Postgres;

/// <summary>The server dies under load, and comes back: what was answered is there.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private const int EnoughForNow = 40;
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-pg-fault-").FullName;
    private readonly ConcurrentBag<JobId> _added = [];
    private readonly ConcurrentBag<JobId> _ended = [];
    private PostgresServer _server = null!;
    private PostgresOptions _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        _server = await PostgresServer.StartAsync();
        _database = await _server.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task E04_killed_under_load_the_server_loses_nothing_that_was_acknowledged()
    {
        await using var open = await OpenAsync();
        var store = new PostgresJobStore(
            open.Crowd,
            new WorkHints(open.Pool, TimeProvider.System),
            TimeProvider.System,
            new NoFailPoints()
        );
        using var stop = new CancellationTokenSource();
        Task[] load = [.. Enumerable.Range(0, 4).Select(_ => AddAsync(store, stop.Token)), EndAsync(store, stop.Token)];

        for (var kill = 0; kill < 2; kill++)
        {
            await MoreAsync();
            await _server.StopAsync();
            await _server.StartAsync();
        }
        await MoreAsync();
        await stop.CancelAsync();
        await Task.WhenAll(load);

        var reader = new SqlJobReader(open.Database);
        foreach (var id in _added)
            Assert.NotNull(await reader.FindAsync(id, Ct));
        foreach (var id in _ended)
            Assert.Equal(JobState.Succeeded, (await reader.FindAsync(id, Ct))!.State);
    }

    [Fact]
    public async Task E04_webhooks_that_were_answered_with_2xx_are_in_the_inbox_and_the_others_were_told_503()
    {
        var address = $"postgres://{_database.User}:{PostgresServer.Password}@localhost/{_database.Database}?host={_database.Host}";
        await using var host = await InboxHost.StartAsync(
            ["radarr"],
            change: o => o with { Storage = o.Storage with { Database = new Secret(address) } }
        );
        using var stop = new CancellationTokenSource();
        var (answers, number) = (new ConcurrentBag<(string Title, HttpStatusCode Status)>(), 0);
        Task[] senders = [.. Enumerable.Range(0, 3).Select(_ => SendAsync())];

        await UntilAsync(() => answers.Count(a => a.Status is HttpStatusCode.OK) >= EnoughForNow);
        await _server.StopAsync();
        await UntilAsync(() => answers.Any(a => a.Status is HttpStatusCode.ServiceUnavailable));
        await _server.StartAsync();
        var before = answers.Count(a => a.Status is HttpStatusCode.OK);
        await UntilAsync(() => answers.Count(a => a.Status is HttpStatusCode.OK) >= before + EnoughForNow);
        await stop.CancelAsync();
        await Task.WhenAll(senders);

        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{a.Title}: {a.Status}"));
        var kept = await host
            .Doors.Get<Database>()
            .ReadAsync(s => s.QueryAsync("SELECT payload FROM webhook_inbox", r => r.GetString(0)), Ct);
        var told = kept.Select(payload => JsonDocument.Parse(payload).RootElement.GetProperty("downloadId").GetString()!).ToHashSet();
        Assert.Empty(answers.Where(a => a.Status is HttpStatusCode.OK).Select(a => a.Title).Except(told));

        async Task SendAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                var title = $"Movie {Interlocked.Increment(ref number)}";
                answers.Add((title, (await host.SendAsync("/webhooks/radarr", Grab(title))).Code));
            }
        }
    }

    private static string Grab(string title) =>
        $$"""
            {"eventType":"Grab","instanceName":"Radarr","movie":{"id":1,"title":"{{title}}","year":2020,"folderPath":"/movies/x","tmdbId":1},"release":{},"downloadId":"{{title}}"}
            """;

    private Task<PostgresStore> OpenAsync() =>
        new PostgresOpening(
            _database,
            _folder,
            [StorageModule.JobTables, PostgresOpening.Tables],
            TimeProvider.System,
            new NoFailPoints(),
            NullLogger<PostgresDatabase>.Instance
        ).OpenAsync(Ct);

    private async Task AddAsync(PostgresJobStore store, CancellationToken stop)
    {
        var now = DateTimeOffset.UnixEpoch;
        while (!stop.IsCancellationRequested)
            try
            {
                _added.Add((await store.AddAsync([new("chore", "default", 5, "{}", now, now) { Rank = 0, MaxRetries = 3 }], Ct))[0]);
            }
            catch (StoreUnavailableException)
            {
                // Nothing was promised.
            }
    }

    private async Task EndAsync(PostgresJobStore store, CancellationToken stop)
    {
        var now = DateTimeOffset.UnixEpoch;
        while (!stop.IsCancellationRequested)
            try
            {
                foreach (var lease in await store.ClaimAsync(new Claim("default", 5, "us", now, now.AddMinutes(5), now), Ct))
                    if (await store.SettleAsync(lease, new(JobState.Succeeded, now) { RetryCount = 0, CrashCount = 0 }, Ct) is not null)
                        _ended.Add(lease.Job.Id);
            }
            catch (StoreUnavailableException)
            {
                // Nothing was promised.
            }
    }

    private Task MoreAsync()
    {
        var (added, ended) = (_added.Count, _ended.Count);
        return UntilAsync(() => _added.Count >= added + EnoughForNow && _ended.Count >= ended + EnoughForNow);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        while (!isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }
}
