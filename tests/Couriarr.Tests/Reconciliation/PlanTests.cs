using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using static Couriarr.Tests.Reconciliation.MendingTests;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>A plan is read, approved in part, kept to the limits, and refused where the world has changed.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class PlanTests
{
    [Fact]
    public async Task Of_a_plan_what_has_changed_since_is_refused_and_the_rest_is_done()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        await stage.StartAsync();
        await stage.CompareAsync();
        var plan = await PlanAsync(stage);
        Put(stage.Near, "movies/New (2021)/New.en.srt", 301);
        Put(stage.Far, "movies/Better (2021)/Better.mkv", 7001);
        Put(stage.Near, "movies/Gone (2021)/Gone.mkv");
        var cut = stage.Radarr.Shelf.Files.Single(file => file.Relative == "Cut.mkv");
        stage.Radarr.Change(shelf => shelf with { Files = shelf.Files.Replace(cut, cut with { Id = 7777 }) });

        await ApproveAllAsync(stage, plan);
        await stage.IdleAsync();

        Assert.Equal(
            [
                "Better.mkv refused What lies at the destination changed since.",
                "Cut.mkv refused Its app has another version of it by now.",
                "Gone.mkv refused It lies at the source again.",
                "New.en.srt refused The original changed since, or is gone.",
                "New.mkv queued ",
                "S01E02.mkv queued ",
            ],
            await OutcomesAsync(stage, plan)
        );
        AssertSame(stage, "movies/New (2021)/New.mkv");
        Assert.Equal(7001, new FileInfo(Path.Join(stage.Far, "movies/Better (2021)/Better.mkv")).Length);
        Assert.True(File.Exists(Path.Join(stage.Far, "movies/Gone (2021)/Gone.mkv")));
    }

    [Fact]
    public async Task Only_the_approved_lines_are_done_and_the_others_wait()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        await stage.StartAsync();
        await stage.CompareAsync();
        var plan = await PlanAsync(stage);
        var text = await stage.Host.Client.GetStringAsync($"/reconcile/plans/{Id(plan)}/text", Ct);
        var line = text.Split('\n').Single(line => line.Contains("New.mkv", StringComparison.Ordinal));

        var (status, answer) = await stage.PostAsync(
            $"/reconcile/plans/{Id(plan)}/approve",
            new { lines = new[] { int.Parse(line.Trim().Split(' ')[0], null) } }
        );
        await stage.IdleAsync();

        Assert.Equal((202, 1), (status, answer.GetProperty("lines").GetInt32()));
        Assert.Contains("add      New (2021)/New.mkv (4.9 KB)", line, StringComparison.Ordinal);
        Assert.Equal(
            ["New.mkv queued "],
            (await OutcomesAsync(stage, plan)).Where(one => one.Contains("queued", StringComparison.Ordinal))
        );
        AssertSame(stage, "movies/New (2021)/New.mkv");
        Assert.False(File.Exists(Path.Join(stage.Far, "movies/New (2021)/New.en.srt")));
    }

    [Theory]
    [InlineData("replace", "reconcile.max_replaces")]
    [InlineData("remove", "sync.mirror.max_deletes")]
    public async Task More_than_the_limits_allow_is_refused_as_a_whole(string action, string option)
    {
        await using var stage = await SetAsync();
        Seed(stage);
        Put(stage.Far, "movies/Gone (2021)/Gone too.mkv");
        stage.Options = stage.Options with
        {
            Reconcile = new ReconcileOptions { MaxReplaces = 1 },
            Sync = stage.Options.Sync with { Mirror = new MirrorOptions { MaxDeletes = 1 } },
        };
        await stage.StartAsync();
        await stage.CompareAsync();
        var plan = await PlanAsync(stage);

        var (status, answer) = await stage.PostAsync($"/reconcile/plans/{Id(plan)}/approve", new { actions = new[] { action } });

        Assert.Equal(409, status);
        Assert.Contains(option, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["0"], await stage.AskAsync("SELECT CAST(count(approved_at) AS TEXT) FROM reconcile_lines"));
    }

    [Fact]
    public async Task Nothing_is_removed_that_the_plan_was_not_asked_for()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        await stage.StartAsync();
        await stage.CompareAsync();

        var tame = await PlanAsync(stage, remove: false);

        Assert.Equal("""{"add":3,"replace":2}""", tame.GetProperty("lines").GetRawText());
    }

    [Fact]
    public async Task D12_nothing_is_removed_while_an_app_is_silent_and_all_is_once_it_answers()
    {
        await using var other = await FakeArr.RadarrAsync();
        await using var stage = await SetAsync();
        other.Change(shelf => shelf with { Works = [new FakeWork(1, "Elsewhere", 2021, "/movies/Elsewhere (2021)")] });
        Seed(stage);
        await stage.StartAsync(("uhd", other));
        await stage.CompareAsync();
        var plan = await PlanAsync(stage);
        other.Mood = Mood.Starting;
        var (_, approved) = await stage.PostAsync($"/reconcile/plans/{Id(plan)}/approve", new { actions = new[] { "remove" } });
        var job = new JobId(approved.GetProperty("jobs")[0].GetInt64());

        var waiting = await stage.Host.UntilAsync(job, "failed");
        Assert.Contains(
            "Nothing is removed while an app cannot be asked",
            waiting.GetProperty("note").GetString(),
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(Path.Join(stage.Far, "movies/Gone (2021)/Gone.mkv")));

        other.Mood = Mood.Well;
        await stage.PostAsync($"/jobs/{job.Value}/retry");
        await stage.Host.UntilAsync(job, "succeeded");
        await stage.IdleAsync();
        Assert.False(File.Exists(Path.Join(stage.Far, "movies/Gone (2021)/Gone.mkv")));
    }

    [Fact]
    public async Task Removals_of_all_plans_keep_to_the_limit_of_the_hour()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        stage.Options = stage.Options with { Sync = stage.Options.Sync with { Mirror = new MirrorOptions { MaxDeletes = 1 } } };
        await stage.StartAsync();
        await stage.CompareAsync();
        await ApproveAllAsync(stage, await PlanAsync(stage));
        await stage.IdleAsync();
        Put(stage.Far, "movies/Gone again/Gone again.mkv");
        await stage.CompareAsync();

        await ApproveAllAsync(stage, await PlanAsync(stage));
        await stage.IdleAsync();

        Assert.False(File.Exists(Path.Join(stage.Far, "movies/Gone (2021)/Gone.mkv")));
        Assert.True(File.Exists(Path.Join(stage.Far, "movies/Gone again/Gone again.mkv")));
        var refused = (await stage.Host.GetAsync("/jobs?type=remove-extras&status=dead")).GetProperty("jobs")[0];
        Assert.Contains("more than the 1 an hour", refused.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    private static long Id(JsonElement plan) => plan.GetProperty("id").GetInt64();

    private static async Task<IEnumerable<string>> OutcomesAsync(ParityStage stage, JsonElement plan) =>
        (await stage.Host.GetAsync($"/reconcile/plans/{Id(plan)}"))
            .GetProperty("lines")
            .EnumerateArray()
            .Select(line =>
                $"{Path.GetFileName(line.GetProperty("from").GetProperty("path").GetString())} {line.GetProperty("outcome")} {line.GetProperty("why")}"
            )
            .Order(StringComparer.Ordinal)
            .ToList();
}
