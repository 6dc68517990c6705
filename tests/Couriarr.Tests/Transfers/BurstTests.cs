using System.Globalization;
using System.Text.Json;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Many files of one series at once, through the door of the apps.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class BurstTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_season_pack_told_file_by_file_and_then_as_a_whole_is_one_transfer_one_message_and_one_timeline()
    {
        using var libraries = new Libraries();
        var files = Put(libraries, 10);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = TimeSpan.FromSeconds(3) });

        for (var number = 1; number <= files.Count; number++)
            Assert.Equal("accepted", await TellAsync(host, number, whole: null));
        Assert.Equal("duplicate", await TellAsync(host, 1, whole: files.Count));
        await host.IdleAsync(60);

        Assert.Equal(files, libraries.Delivered);
        Assert.Equal(10, Assert.Single(host.Told.All).Split(", ").Length);
        Assert.Single(await JobsAsync(host, "transfer-media"));
        var title = Assert.Single((await host.GetAsync("/titles?search=show")).EnumerateArray());
        var moments = (await host.GetAsync(title.GetProperty("timeline").GetString()!)).GetProperty("moments").EnumerateArray().ToList();
        Assert.Equal(10, moments.Count(m => m.GetProperty("what").GetString() == "webhook"));
        Assert.Equal(10, moments.Count(m => m.GetProperty("what").GetString() == "transfer"));
        var transfer = Assert.Single(await JobsAsync(host, "transfer-media")).Id.Value;
        Assert.Equal(10, (await host.GetAsync($"/jobs/{transfer}")).GetProperty("transfers").GetArrayLength());
        Assert.Equal(10, (await host.GetAsync("/stats")).GetProperty("episodes_synced").GetInt64());
        libraries.Check();
    }

    [Fact]
    public async Task Two_hundred_episodes_that_come_at_once_are_one_transfer_and_the_first_waits_no_longer_than_the_settle_time()
    {
        using var libraries = new Libraries();
        var files = Put(libraries, 200);
        var settle = TimeSpan.FromSeconds(8);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = settle });

        await Parallel.ForEachAsync(
            Enumerable.Range(1, files.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (number, _) => Assert.Equal("accepted", await TellAsync(host, number, whole: null))
        );
        await host.IdleAsync(180);

        Assert.Equal(files, libraries.Delivered);
        Assert.Equal(200, Assert.Single(host.Told.All).Split(", ").Length);
        Assert.Equal(["200"], await host.AskAsync("SELECT cast(count(*) AS text) FROM sync_jobs WHERE status = 'success'"));
        var first = (await JobsAsync(host, "transfer-media")).MinBy(job => job.Id.Value)!;
        Assert.InRange(first.StartedAt!.Value - first.CreatedAt, settle / 2, settle + TimeSpan.FromSeconds(3));
        libraries.Check();
    }

    private static List<string> Put(Libraries libraries, int count)
    {
        var files = Enumerable.Range(1, count).Select(NameOf).ToList();
        files.ForEach(file => libraries.Put(file, 2000));
        return [.. files.Order(StringComparer.Ordinal)];
    }

    private static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"Show (2020)/Season 01/Show S01E{number:000}.mkv");

    private static async Task<string> TellAsync(CarryHost host, int number, int? whole)
    {
        var numbers = Enumerable.Range(1, whole ?? 1).Select(n => whole is null ? number : n).ToList();
        var episodes = numbers.Select(n => new
        {
            id = n,
            seasonNumber = 1,
            episodeNumber = n,
            title = "Title",
        });
        var files = numbers.Select(n => new
        {
            id = n,
            relativePath = NameOf(n)["Show (2020)/".Length..],
            path = $"/movies/{NameOf(n)}",
            size = 2000,
            quality = "WEBDL-1080p",
        });
        var series = new
        {
            id = 7,
            title = "Show",
            path = "/movies/Show (2020)",
            tvdbId = 1,
        };
        object told = whole is null
            ? new
            {
                eventType = "Download",
                series,
                episodes,
                episodeFile = files.Single(),
            }
            : new
            {
                eventType = "Download",
                series,
                episodes,
                episodeFiles = files,
            };
        var (status, body) = await host.PostAsync("/sync/sonarr", told);
        Assert.True(status == 200, body.GetRawText());
        return body.GetProperty("status").GetString()!;
    }

    private static Task<IReadOnlyList<JobRecord>> JobsAsync(CarryHost host, string kind) =>
        host.Get<IJobReader>().ListAsync(new JobQuery(Kind: kind), Ct);
}
