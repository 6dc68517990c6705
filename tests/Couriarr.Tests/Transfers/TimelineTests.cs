using System.Text.Json;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>The history of one title, through the real door of the apps.</summary>
[Trait("family", "carry")]
public sealed class TimelineTests
{
    private const string Movie = "Dune (2021)/Dune.mkv";

    [Fact]
    public async Task It_tells_in_order_what_happened_from_the_webhook_to_the_last_job()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var faults = new Faults();
        faults.Once("transfer.after_temp_create", () => throw new TransientException("a stone in the way"));
        await using var host = await CarryHost.StartAsync(libraries, faults: faults);
        await TellAsync(host);
        await host.IdleAsync();

        var found = Assert.Single((await host.GetAsync("/titles?search=dUn")).EnumerateArray());
        var timeline = await host.GetAsync(found.GetProperty("timeline").GetString()!);

        Assert.Equal(("radarr:12", "Dune"), (found.GetProperty("id").GetString(), timeline.GetProperty("title").GetString()));
        var moments = timeline.GetProperty("moments").EnumerateArray().ToList();
        Assert.Equal("webhook accepted", Words(moments[0]));
        Assert.StartsWith("radarr told of it (Download): ", Sentence(moments[0]), StringComparison.Ordinal);
        Assert.Single(
            moments,
            moment => Words(moment) == "attempt failed" && Sentence(moment).EndsWith("a stone in the way", StringComparison.Ordinal)
        );
        var carried = Assert.Single(moments, moment => Words(moment) == "transfer success");
        Assert.Matches(@"^Dune \(2021\) was carried to .*/Dune\.mkv \(new, 97\.7 KB in [0-9.]+ s\)\.$", Sentence(carried));
        string[] jobs = ["webhook-received", "queue-transfer", "transfer-media", "note"];
        Assert.All(
            jobs,
            kind => Assert.Contains(moments, m => Words(m) == "job succeeded" && Sentence(m).StartsWith(kind, StringComparison.Ordinal))
        );
        Assert.StartsWith("note", Sentence(moments.Last(m => Words(m) == "job succeeded")), StringComparison.Ordinal);
        Assert.Equal(
            moments.Select(m => m.GetProperty("at").GetDateTimeOffset()).Order(),
            moments.Select(m => m.GetProperty("at").GetDateTimeOffset())
        );
        Assert.All(moments, m => Assert.True(m.GetProperty("job").TryGetInt64(out _)));
    }

    [Fact]
    public async Task What_was_carried_by_hand_has_one_too_under_an_address_with_slashes_in_it()
    {
        using var libraries = new Libraries();
        libraries.Put("100% Wolf (2020)/a?b#c.mkv");
        await using var host = await CarryHost.StartAsync(libraries);
        await host.PostAsync("/sync/manual", new { path = "/movies/100% Wolf (2020)", type = "movie" });
        await host.IdleAsync();

        var found = Assert.Single((await host.GetAsync("/titles?search=100%25")).EnumerateArray());
        var timeline = await host.GetAsync(found.GetProperty("timeline").GetString()!);

        Assert.Equal("manual:/movies/100% Wolf (2020)", timeline.GetProperty("id").GetString());
        Assert.Contains(timeline.GetProperty("moments").EnumerateArray(), m => Words(m) == "transfer success");
        Assert.Empty((await host.GetAsync("/titles?search=_")).EnumerateArray());
    }

    [Fact]
    public async Task What_waits_and_what_was_given_up_say_why()
    {
        using var libraries = new Libraries { Mappings = [] };
        await using var host = await CarryHost.StartAsync(libraries);
        await TellAsync(host);
        await host.IdleAsync();

        var moments = (await host.GetAsync("/titles/radarr:12/timeline")).GetProperty("moments").EnumerateArray().ToList();

        Assert.Contains(moments, m => Words(m) == "job dead" && Sentence(m).Contains("Add one like this", StringComparison.Ordinal));
        Assert.Contains(moments, m => Words(m) == "transfer failed_permanent");
    }

    [Fact]
    public async Task Of_an_unknown_title_it_says_how_to_find_one()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);

        using var answer = await host.Client.GetAsync("/titles/radarr:99/timeline", TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)answer.StatusCode);
    }

    private static async Task TellAsync(CarryHost host)
    {
        var (status, _) = await host.PostAsync(
            "/sync/radarr",
            new
            {
                eventType = "Download",
                movie = new
                {
                    id = 12,
                    title = "Dune",
                    year = 2021,
                    folderPath = "/movies/Dune (2021)",
                },
                movieFile = new
                {
                    id = 1,
                    relativePath = "Dune.mkv",
                    path = $"/movies/{Movie}",
                    size = 100_000,
                    quality = "Bluray-1080p",
                },
            }
        );
        Assert.Equal(200, status);
        await CarryHost.UntilAsync(async () =>
            (await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "queue-transfer"), TestContext.Current.CancellationToken)).Count > 0
        );
    }

    private static string Words(JsonElement moment) => $"{moment.GetProperty("what")} {moment.GetProperty("outcome")}";

    private static string Sentence(JsonElement moment) => moment.GetProperty("sentence").GetString()!;
}
