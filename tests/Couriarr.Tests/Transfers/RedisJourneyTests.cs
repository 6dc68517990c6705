using System.Globalization;
using System.Net;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>The whole way of a movie with the queue in Redis: through the door, to its folder, to who is told. And what may befall it.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class RedisJourneyTests
{
    private const int Movies = 24;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_becomes_a_file_and_a_message()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries, await RedisServer.SharedAsync());

        Put(libraries, 1);
        await TellAsync(host, 1);
        await DeliveredAsync(host, libraries, 1);
        await host.IdleAsync();

        Assert.Equal(["delivered 1.mkv"], host.Told.All);
        Assert.Equal(["0"], await host.AskAsync("SELECT cast(count(*) AS text) FROM job_history"));
        libraries.Check();
    }

    [Fact]
    public async Task E09_While_Redis_is_away_a_webhook_is_taken_and_it_is_seen_to_afterwards()
    {
        await using var redis = await RedisServer.StartAsync();
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries, redis);
        Put(libraries, 1);
        await redis.KillAsync();

        await TellAsync(host, 1);
        using var ready = await host.Client.GetAsync("/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var jobs = await host.Client.GetAsync("/jobs", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, jobs.StatusCode);
        Assert.Contains("Redis cannot be reached", await jobs.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await redis.RunAsync();

        await DeliveredAsync(host, libraries, 1);
        await host.IdleAsync(60);
        Assert.Equal(["delivered 1.mkv"], host.Told.All);
    }

    [Fact]
    public async Task E09_Killed_again_and_again_while_jobs_run_Redis_loses_none_and_nothing_is_done_twice()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        using var libraries = new Libraries();
        Put(libraries, Movies);
        await using var host = await StartAsync(libraries, redis);

        for (var movie = 1; movie <= Movies; movie++)
        {
            await TellAsync(host, movie);
            if (movie % 6 != 0)
                continue;
            await CarryHost.UntilAsync(() => Task.FromResult(libraries.Delivered.Any()), 60);
            await redis.KillAsync();
            await redis.RunAsync();
        }
        await DeliveredAsync(host, libraries, Movies);
        await host.IdleAsync(120);

        Assert.Equal(
            Enumerable.Range(1, Movies).Select(n => $"delivered {n}.mkv").Order(StringComparer.Ordinal),
            host.Told.All.Order(StringComparer.Ordinal)
        );
        libraries.Check();
    }

    [Fact]
    public async Task E09_Emptied_in_the_middle_Redis_is_filled_again_from_the_inbox()
    {
        await using var redis = await RedisServer.StartAsync();
        using var libraries = new Libraries();
        Put(libraries, Movies);
        await using var host = await StartAsync(libraries, redis);

        for (var movie = 1; movie <= Movies; movie++)
        {
            await TellAsync(host, movie);
            if (movie % 8 == 0)
                await redis.SayAsync("FLUSHALL");
        }

        await DeliveredAsync(host, libraries, Movies);
        await ClosedAsync(host);
        Assert.Equal(Movies, host.Told.Deliveries.Distinct(StringComparer.Ordinal).Count());
        libraries.Check();
    }

    [Fact]
    public async Task E09_Killed_under_load_without_an_append_only_file_nothing_that_was_answered_is_lost()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "no");
        using var libraries = new Libraries();
        Put(libraries, Movies);
        await using var host = await StartAsync(libraries, redis, mayLose: true);

        var telling = Parallel.ForEachAsync(
            Enumerable.Range(1, Movies),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct },
            async (movie, _) => await TellAsync(host, movie)
        );
        for (var kill = 0; kill < 3; kill++)
        {
            await redis.KillAsync();
            await redis.RunAsync();
        }
        await telling;

        await DeliveredAsync(host, libraries, Movies);
        await ClosedAsync(host);
        Assert.Equal(Movies, host.Told.Deliveries.Distinct(StringComparer.Ordinal).Count());
        foreach (var door in (string[])["/ready", "/health"])
            Assert.StartsWith("The queue may lose jobs", (await WarningOfAsync(host, door)), StringComparison.Ordinal);
        Assert.Contains("The queue may lose jobs", await PageAsync(host), StringComparison.Ordinal);
    }

    private static Task<CarryHost> StartAsync(Libraries libraries, RedisServer redis, bool mayLose = false) =>
        CarryHost.StartAsync(
            libraries,
            storage: new StorageOptions { Queue = new Secret(redis.Address.ToString()), RedisMayLose = mayLose }
        );

    private static string NameOf(int movie) => string.Create(CultureInfo.InvariantCulture, $"Movie {movie}/{movie}.mkv");

    private static void Put(Libraries libraries, int movies)
    {
        for (var movie = 1; movie <= movies; movie++)
            libraries.Put(NameOf(movie), 2000);
    }

    private static async Task TellAsync(CarryHost host, int number)
    {
        var movie = new
        {
            id = number,
            title = $"Movie {number}",
            year = 2020,
            folderPath = $"/movies/Movie {number}",
            tmdbId = number,
        };
        var movieFile = new
        {
            id = number,
            relativePath = $"{number}.mkv",
            path = $"/movies/{NameOf(number)}",
            size = 2000,
            quality = "WEBDL-1080p",
        };
        var (status, body) = await host.PostAsync(
            "/sync/radarr",
            new
            {
                eventType = "Download",
                movie,
                movieFile,
            }
        );
        Assert.True(status == 200, body.GetRawText());
    }

    private static Task DeliveredAsync(CarryHost host, Libraries libraries, int movies) =>
        CarryHost.UntilAsync(
            () =>
                Task.FromResult(
                    libraries.Delivered.Count() == movies && host.Told.Deliveries.Distinct(StringComparer.Ordinal).Count() == movies
                ),
            180
        );

    // Every tree has ended, and that is known.
    private static Task ClosedAsync(CarryHost host) =>
        CarryHost.UntilAsync(
            async () =>
                await host.AskAsync(
                    "SELECT cast(count(*) AS text) FROM webhook_open UNION ALL SELECT cast(count(*) AS text) FROM webhook_inbox WHERE job_id IS NULL"
                )
                    is ["0", "0"],
            120
        );

    private static async Task<string?> WarningOfAsync(CarryHost host, string door)
    {
        using var answer = await host.Client.GetAsync(door, Ct);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        return Assert.Single(said.GetProperty("warnings").EnumerateArray().ToList()).GetString();
    }

    private static Task<string> PageAsync(CarryHost host) => host.Client.GetStringAsync("/ui/system", Ct);
}
