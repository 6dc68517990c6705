using System.Text.Json;
using Couriarr.Doors.Parity;
using Couriarr.Jobs.Live;
using Couriarr.Neighbours;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>The weekly report: beside last week's, by library and title, and to take away.</summary>
[Trait("family", "reconcile")]
public sealed class ReportTests
{
    [Fact]
    public async Task How_far_a_comparison_has_come_is_told_in_counts()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        using var watch = stage.Host.Get<LiveFeed>().Watch();
        await stage.CompareAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));

        var told = await watch
            .ReadAsync(limit.Token)
            .Select(happened => happened.Data)
            .OfType<LiveProgress>()
            .FirstAsync(progress => progress.Type == "reconcile", limit.Token);

        Assert.Matches("^[0-9]+ files, [0-9]+ folders$", told.Progress.Detail);
        Assert.True(told.Progress.Current > 0, $"{told.Progress.Current} files were seen.");
    }

    [Fact]
    public async Task A_weekly_report_stands_beside_last_week_s_and_carries_nothing()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        var last = await WeeklyAsync(stage);
        stage.Copy("movies/New (2021)/New.mkv");
        stage.Copy("movies/New (2021)/New.en.srt");

        var now = await WeeklyAsync(stage);
        var report = await stage.Host.GetAsync($"/reconcile/reports/{Id(now)}");
        var titles = await stage.Host.GetAsync($"/reconcile/reports/{Id(now)}/titles?library=movies");

        Assert.Equal("in_sync 3, older_version 1, other_size 1, extra 1, orphan 1, lost 1", CountsOf(now));
        Assert.NotEqual(JsonValueKind.Null, now.GetProperty("tick").ValueKind);
        var before = report.GetProperty("before").EnumerateArray().Single(one => one.GetProperty("library").GetString() == "movies");
        Assert.Equal(Id(last), before.GetProperty("report").GetInt64());
        Assert.Equal(2, before.GetProperty("files").GetProperty("missing").GetInt32());
        Assert.Equal(
            [
                """Better (2021) {"older_version":1} {"older_version":1}""",
                """Cut (2021) {"other_size":1} {"other_size":1}""",
                """Gone (2021) {"extra":1} {"extra":1}""",
                """Lost (2021) {"lost":1} {"lost":1}""",
                """New (2021) {"in_sync":2} {"missing":2}""",
                """Nobody {"orphan":1} {"orphan":1}""",
                """Whole (2021) {"in_sync":1} {"in_sync":1}""",
            ],
            titles
                .GetProperty("titles")
                .EnumerateArray()
                .Select(t => $"{t.GetProperty("title")} {t.GetProperty("files").GetRawText()} {t.GetProperty("before").GetRawText()}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Empty((await stage.Host.GetAsync("/jobs?type=queue-transfer")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task What_is_taken_away_holds_no_formula_and_no_script()
    {
        await using var stage = await SetAsync();
        stage.Whole();
        stage.Take(stage.Radarr, stage.Radarr.Add("=cmd|' ,C calc'!A0"), "=1+1, \"x\".mkv");
        stage.Take(stage.Radarr, stage.Radarr.Add("<script>alert(1)<"), "<img src=x onerror=alert(1)>.mkv");
        await stage.StartAsync();
        var run = await stage.CompareAsync();

        var csv = await stage.Host.Client.GetStringAsync($"/reconcile/reports/{Id(run)}/csv", Ct);
        var html = await stage.Host.Client.GetStringAsync($"/reconcile/reports/{Id(run)}/html", Ct);

        Assert.Contains("\"'=cmd|' ,C calc'!A0 (2021)\",\"missing\",\"'=cmd|", csv, StringComparison.Ordinal);
        Assert.Contains("=1+1, \"\"x\"\".mkv\"", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.TrimEnd().Split("\r\n").Length);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("  @x", "\"'  @x\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    public void A_cell_is_text_and_nothing_else(string text, string cell) => Assert.Equal(cell, ReportCsv.Cell(text));

    private static async Task<JsonElement> WeeklyAsync(ParityStage stage) =>
        await stage.EndOfAsync(await stage.BeginAsync("/schedules/reconcile-weekly/run"));

    private static long Id(JsonElement run) => run.GetProperty("id").GetInt64();
}
