using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cinema;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Discovery.Rules;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>The whole service with a Sonarr as its neighbour, and a catalogue that a test fills.</summary>
internal sealed class AddingHost : IAsyncDisposable
{
    private AddingHost(DoorsHost doors, FakeArr sonarr) => (Doors, Sonarr) = (doors, sonarr);

    public DoorsHost Doors { get; }
    public FakeArr Sonarr { get; }
    public Heard Heard => Doors.Get<Heard>();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="more">Other Sonarrs, by their names.</param>
    public static async Task<AddingHost> StartAsync(
        FakeArr sonarr,
        Func<CouriarrOptions, CouriarrOptions>? change = null,
        IFailPoints? faults = null,
        string? rules = null,
        Action<IServiceCollection>? also = null,
        string? lent = null,
        params (string Name, FakeArr Arr)[] more
    )
    {
        var options = Options(sonarr) with
        {
            Instances = more.ToDictionary(one => one.Name, one => ArrHousehold.MemberOf(one.Name, one.Arr)),
        };
        options = change?.Invoke(options) ?? options;
        var doors = await DoorsHost.StartAsync(
            all =>
            {
                all.AddSingleton<Heard>();
                all.AddSingleton<IReaction<ShowAdded>>(s => s.GetRequiredService<Heard>());
                all.AddSingleton<IReaction<ShowNeedsReview>>(s => s.GetRequiredService<Heard>());
                all.Configure<JobsOptions>(Hasten);
                if (faults is not null)
                    all.AddSingleton(faults);
                if (rules is not null)
                    all.AddSingleton(Tried.Rules(rules, options));
                also?.Invoke(all);
            },
            options: options,
            lent: lent
        );
        var host = new AddingHost(doors, sonarr);
        if (options.Sonarr.Url is not null || options.Movies.Instance is not null)
            await UntilAsync(async () => await host.HasBegunAsync());
        return host;
    }

    public static CouriarrOptions Options(FakeArr sonarr) =>
        new()
        {
            DryRun = false,
            Tvmaze = new TvmazeOptions { BaseUrl = new Uri("http://127.0.0.1:9") },
            Sonarr = new SonarrOptions
            {
                Url = sonarr.Address,
                ApiKey = new Secret(sonarr.ApiKey),
                Tags = ["auto-sync"],
            },
            Adding = new AddingOptions { ReserveGb = 0 },
        };

    /// <summary>A show that rules want, which Sonarr's source knows too.</summary>
    public async Task<Show> WantAsync(int id, Func<Show, Show>? change = null, bool isKnown = true)
    {
        var show = new Show(id, $"Show {id}")
        {
            TvdbId = 1000 + id,
            Type = "Scripted",
            Language = "English",
            Country = "GB",
            Status = "Running",
            Premiered = new DateOnly(2024, 1, 1),
            Network = "BBC One",
            Genres = ["Drama"],
            Runtime = 45,
            Weight = 50,
            Page = new Uri($"https://www.tvmaze.com/shows/{id}"),
        };
        show = change?.Invoke(show) ?? show;
        if (isKnown && show.TvdbId is { } tvdb)
            Sonarr.Metadata.Know(new FakeTitle((int)tvdb, show.Title) { TvMaze = id, Runtime = 1 });
        await Doors.Get<ShowsTable>().StoreAsync([show], Ct);
        await SettleAsync(id, ShowStatus.Wanted);
        return show;
    }

    public Task<bool> SettleAsync(int id, ShowStatus status) =>
        Doors
            .Get<ShowsTable>()
            .DecideAsync(id, new Couriarr.Features.Discovery.Catalogue.Settled(status, Note: null), DateTimeOffset.UnixEpoch, Ct);

    /// <summary>One whole run: until all that it began has ended.</summary>
    public async Task RunAsync()
    {
        await BeginAsync();
        await IdleAsync();
    }

    public Task BeginAsync() => Doors.Get<JobQueue>().EnqueueAsync(new PlanAdditions(), ct: Ct);

    /// <summary>One whole reading of the lists of movies.</summary>
    public async Task FindMoviesAsync()
    {
        await Doors.Get<JobQueue>().EnqueueAsync(new FindMovies(), ct: Ct);
        await IdleAsync();
    }

    /// <summary>Waits until nothing of adding is left to do.</summary>
    public Task IdleAsync() =>
        UntilAsync(async () => !(await Doors.Get<IJobReader>().CensusAsync(Ct)).Any(c => IsOfUs(c.Kind) && !c.State.IsEnded()));

    public async Task<Couriarr.Features.Discovery.Catalogue.Standing> OfAsync(int id) =>
        (await Doors.Get<ShowsTable>().FindAsync(id, Ct))!.Standing;

    public Task UntilAsync(int id, ShowStatus status) => UntilAsync(async () => (await OfAsync(id)).Status == status);

    public Task<List<long>> AskAsync(string sql) =>
        Doors.Get<Database>().ReadAsync(session => session.QueryAsync(sql, row => row.GetInt64(0)), Ct);

    public Task<int> PlantAsync(string sql) => Doors.Get<Database>().WriteAsync(session => session.ExecuteAsync(sql), WriteKind.Upkeep, Ct);

    public async Task<bool> IsOpenAsync(string gate) => (await Doors.Get<IJobReader>().GatesAsync(Ct)).All(one => one.Name != gate);

    public async Task<JsonElement> PostAsync(string path, object? body = null, int status = 200)
    {
        using var answer = await Doors.Client.PostAsJsonAsync(path, body ?? new { }, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The words with which a gate is closed.</summary>
    public async Task<string> UntilClosedAsync(string gate)
    {
        var words = "";
        await UntilAsync(async () =>
        {
            var found = (await Doors.Get<IJobReader>().GatesAsync(Ct)).FirstOrDefault(one => one.Name == gate);
            words = found?.Reason ?? "";
            return found is not null;
        });
        return words;
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public ValueTask DisposeAsync() => Doors.DisposeAsync();

    // What the start itself sets going is there: whoever waits for the end of it does not come too early.
    private async Task<bool> HasBegunAsync() => (await Doors.Get<IJobReader>().ListAsync(new JobQuery(Kind: "check-target"), Ct)).Count > 0;

    private static bool IsOfUs(string kind) =>
        kind is "plan-additions" or "add-wanted" or "add-one" or "tell-found" or "never-again" or "check-target" or "find-movies";

    private static void Hasten(JobsOptions jobs)
    {
        (jobs.PollEvery, jobs.ProbeEvery) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200));
        foreach (var kind in new[] { "add-wanted", "add-one", "never-again" })
            jobs.Retries[kind] = RetryPolicy.Flat(1000, TimeSpan.FromMilliseconds(100));
    }
}
