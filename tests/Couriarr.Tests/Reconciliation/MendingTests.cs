using System.Security.Cryptography;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Differences of every kind are seeded, found, planned, approved and mended; afterwards there is nothing left to mend.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class MendingTests
{
    [Fact]
    public async Task Every_kind_of_difference_is_found_exactly_and_the_approved_plan_mends_it()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        await stage.StartAsync();

        var first = await stage.CompareAsync();
        Assert.Equal("in_sync 1, missing 2, older_version 1, other_size 1, extra 1, orphan 1, lost 1", CountsOf(first));
        Assert.Equal("in_sync 1, missing 1", CountsOf(first, "tv"));
        Assert.Equal(
            [
                "extra movies Gone (2021)/Gone.mkv",
                "lost movies Lost (2021)/Lost.mkv",
                "missing movies New (2021)/New.en.srt",
                "missing movies New (2021)/New.mkv",
                "missing tv Show (2021)/Season 1/S01E02.mkv",
                "older_version movies Better (2021)/Better.mkv",
                "orphan movies Nobody/Nobody.mkv",
                "other_size movies Cut (2021)/Cut.mkv",
            ],
            await stage.FilesAsync(first)
        );

        var plan = await PlanAsync(stage);
        Assert.Equal("""{"add":3,"remove":1,"replace":2}""", plan.GetProperty("lines").GetRawText());
        await ApproveAllAsync(stage, plan);
        await stage.IdleAsync();

        foreach (var path in Mended)
            AssertSame(stage, path);
        Assert.False(File.Exists(Path.Join(stage.Far, "movies/Gone (2021)/Gone.mkv")));
        Assert.Single(Directory.GetFiles(Path.Join(stage.Far, "movies/.couriarr-recycle"), "Gone.mkv", SearchOption.AllDirectories));

        var second = await stage.CompareAsync();
        Assert.Equal("in_sync 5, orphan 1, lost 1", CountsOf(second));
        Assert.Equal("in_sync 2", CountsOf(second, "tv"));
        Assert.Equal("{}", (await PlanAsync(stage)).GetProperty("lines").GetRawText());
    }

    [Fact]
    public async Task A_night_carries_what_is_missing_or_cut_off_behind_everything_else_and_replaces_nothing()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        await stage.StartAsync();

        var run = await stage.EndOfAsync(await stage.BeginAsync("/schedules/reconcile/run"));
        await stage.IdleAsync();

        Assert.Equal("nightly", run.GetProperty("occasion").GetString());
        Assert.Equal(4, run.GetProperty("queued").GetInt32());
        foreach (var path in Mended.Except(["movies/Better (2021)/Better.mkv"]))
            AssertSame(stage, path);
        Assert.Equal("in_sync 4, older_version 1, extra 1, orphan 1, lost 1", CountsOf(await stage.CompareAsync()));
        var transfers = (await stage.Host.GetAsync("/jobs?type=transfer-media")).GetProperty("jobs").EnumerateArray();
        Assert.All(transfers, job => Assert.Equal(8, job.GetProperty("priority").GetInt32()));
        var told = Assert.Single(stage.Heard.All, one => one.Name == "Nightly Comparison");
        Assert.Equal(4, told.Queued);
        Assert.Contains(
            "movies: 1 in sync, 2 missing, 1 in an older version, 1 of another size, 1 extra, 1 that no app knows, 1 lost at the source",
            told.Lines
        );
    }

    [Theory]
    [InlineData("?dry_run=true", 4)]
    [InlineData("?report_only=true", 0)]
    [InlineData("?report_only=true&library=tv", 0)]
    public async Task Who_only_wants_to_know_has_nothing_carried(string query, int counted)
    {
        await using var stage = await SetAsync();
        Seed(stage);
        await stage.StartAsync();

        var run = await stage.CompareAsync(query);

        Assert.Equal(counted, run.GetProperty("queued").GetInt32());
        Assert.Equal(query.Contains("library", StringComparison.Ordinal) ? 1 : 2, run.GetProperty("libraries").GetArrayLength());
        Assert.Equal(query.Contains("dry_run", StringComparison.Ordinal), stage.Heard.All.IsEmpty);
        Assert.Empty((await stage.Host.GetAsync("/jobs?type=queue-transfer")).GetProperty("jobs").EnumerateArray());
        Assert.False(File.Exists(Path.Join(stage.Far, "movies/New (2021)/New.mkv")));
    }

    [Fact]
    public async Task C24_what_can_never_be_carried_is_tried_a_bounded_number_of_times()
    {
        await using var stage = await SetAsync();
        stage.Options = stage.Options with { Reconcile = new ReconcileOptions { MaxTries = 2 } };
        stage.Whole();
        stage.Take(stage.Radarr, stage.Radarr.Add("Wall"), "Wall.mkv");
        // At the destination a folder has the name of the file.
        Directory.CreateDirectory(Path.Join(stage.Far, "movies/Wall (2021)/Wall.mkv"));
        await stage.StartAsync();

        var queued = new List<int>();
        for (var night = 0; night < 4; night++)
        {
            var run = await stage.CompareAsync("");
            Assert.Equal("in_sync 1, missing 1", CountsOf(run));
            queued.Add(run.GetProperty("queued").GetInt32());
        }

        Assert.Equal([1, 1, 0, 0], queued);
    }

    internal static readonly string[] Mended =
    [
        "movies/New (2021)/New.mkv",
        "movies/New (2021)/New.en.srt",
        "movies/Better (2021)/Better.mkv",
        "movies/Cut (2021)/Cut.mkv",
        "tv/Show (2021)/Season 1/S01E02.mkv",
    ];

    internal static void Seed(ParityStage stage)
    {
        stage.Whole();
        stage.Take(stage.Radarr, stage.Radarr.Add("New"), "New.mkv");
        Put(stage.Near, "movies/New (2021)/New.en.srt", 300);
        stage.Take(stage.Radarr, stage.Radarr.Add("Better"), "Better.mkv", 9000);
        Put(stage.Far, "movies/Better (2021)/Better.mkv", 7000, LongAgo.AddDays(-30));
        stage.Take(stage.Radarr, stage.Radarr.Add("Cut"), "Cut.mkv", 8000);
        Put(stage.Far, "movies/Cut (2021)/Cut.mkv", 100, LongAgo.AddDays(1));
        Put(stage.Far, "movies/Gone (2021)/Gone.mkv");
        Put(stage.Near, "movies/Nobody/Nobody.mkv");
        File.Delete(Path.Join(stage.Near, stage.Take(stage.Radarr, stage.Radarr.Add("Lost"), "Lost.mkv").PathIn(Last(stage))[1..]));
        var show = stage.Sonarr.Add("Show");
        stage.Take(stage.Sonarr, show, "Season 1/S01E01.mkv");
        stage.Copy("tv/Show (2021)/Season 1/S01E01.mkv");
        stage.Take(stage.Sonarr, show, "Season 1/S01E02.mkv");
    }

    private static FakeWork Last(ParityStage stage) => stage.Radarr.Shelf.Works[^1];

    internal static async Task<JsonElement> PlanAsync(ParityStage stage, bool remove = true)
    {
        var (status, plan) = await stage.PostAsync("/reconcile/plans", new { remove });
        Assert.Equal(201, status);
        return plan;
    }

    internal static async Task ApproveAllAsync(ParityStage stage, JsonElement plan)
    {
        var (status, _) = await stage.PostAsync($"/reconcile/plans/{plan.GetProperty("id").GetInt64()}/approve", new { all = true });
        Assert.Equal(202, status);
    }

    internal static void AssertSame(ParityStage stage, string path) =>
        Assert.Equal(
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Join(stage.Near, path)))),
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Join(stage.Far, path))))
        );
}
