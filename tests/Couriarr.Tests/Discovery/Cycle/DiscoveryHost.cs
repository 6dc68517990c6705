using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.DependencyInjection;
using Settled = Couriarr.Features.Discovery.Catalogue.Settled;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>The whole service beside a catalogue.</summary>
internal sealed class DiscoveryHost : IAsyncDisposable
{
    private DiscoveryHost(DoorsHost doors, FakeTvmaze tvmaze) => (Doors, Tvmaze) = (doors, tvmaze);

    public DoorsHost Doors { get; }
    public FakeTvmaze Tvmaze { get; }
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
    public ShowsTable Shows => Doors.Get<ShowsTable>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DiscoveryHost> StartAsync(
        FakeTvmaze tvmaze,
        Func<CouriarrOptions, CouriarrOptions>? change = null,
        Action<IServiceCollection>? more = null,
        string? lent = null
    )
    {
        var options = new CouriarrOptions
        {
            Sonarr = new SonarrOptions { Url = new Uri("http://127.0.0.1:9") },
            Tvmaze = new TvmazeOptions { BaseUrl = tvmaze.Address, RateLimit = 1000 },
        };
        var doors = await DoorsHost.StartAsync(
            services =>
            {
                services.Configure<JobsOptions>(jobs =>
                    (jobs.PollEvery, jobs.ProbeEvery) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1))
                );
                more?.Invoke(services);
            },
            options: change?.Invoke(options) ?? options,
            lent: lent
        );
        return new DiscoveryHost(doors, tvmaze);
    }

    /// <summary>Waits for the end of the first cycle, which begins by itself.</summary>
    public Task FirstCycleAsync() => UntilAsync(async () => (await ProgressAsync()).LastRun is not null);

    /// <summary>Asks for a cycle and waits until it has ended.</summary>
    public async Task CycleAsync()
    {
        var before = (await ProgressAsync()).LastRun?.At;
        await PostAsync("/trigger");
        await UntilAsync(async () => (await ProgressAsync()).LastRun?.At is { } at && at != before);
    }

    public async Task<JsonElement> PostAsync(string path, HttpStatusCode expected = HttpStatusCode.Accepted, string? body = null)
    {
        using var content = body is null ? null : new StringContent(body);
        using var answer = await Doors.Client.PostAsync(path, content, Ct);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    /// <summary>Has everything judged again and waits for it.</summary>
    public async Task RefilterAsync()
    {
        var job = new JobId((await PostAsync("/refilter")).GetProperty("job_id").GetInt64());
        await UntilAsync(async () => (await Doors.Get<IJobReader>().FindAsync(job, Ct))?.State.IsEnded() is true);
    }

    public Task<Progress> ProgressAsync() => Doors.Get<Bookmark>().LookAsync(Ct);

    public async Task<KnownShow> ShowAsync(long id) =>
        (await Shows.FindAsync(id, Ct)) ?? throw new InvalidOperationException($"There is no show {id}.");

    public async Task<ShowStatus> StatusAsync(long id) => (await ShowAsync(id)).Standing.Status;

    public Task<bool> DecideAsync(long id, Settled settled) => Shows.DecideAsync(id, settled, Now, Ct);

    public Task SetAsync(string sql, params object?[] values) =>
        Doors.Get<Database>().WriteAsync(session => session.ExecuteAsync(sql, values), WriteKind.Upkeep, Ct);

    /// <summary>Every show that is stored, without what depends on when.</summary>
    public async Task<List<string>> CatalogueAsync() =>
        await Doors
            .Get<Database>()
            .ReadAsync(
                session =>
                    session.QueryAsync(
                        $"SELECT {ShowColumns.Known} FROM shows WHERE removed_at IS NULL ORDER BY tvmaze_id",
                        row =>
                        {
                            var (show, standing) = ShowColumns.ReadKnown(row);
                            return $"{show with { Genres = [] }} {string.Join(',', show.Genres)} {standing.Status} {standing.DecidedBy} {standing.FilterReason}";
                        }
                    ),
                Ct
            );

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public ValueTask DisposeAsync() => Doors.DisposeAsync();
}
