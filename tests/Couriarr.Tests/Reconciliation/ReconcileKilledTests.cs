using Couriarr.CrashRig;
using Couriarr.Neighbours;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>The program is killed in the middle of a comparison and of an approved plan, and started again.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class ReconcileKilledTests
{
    [Theory]
    [InlineData("reconcile.compared:1")]
    [InlineData("reconcile.said:1")]
    [InlineData("reconcile.said:2")]
    public async Task A07_killed_in_a_comparison_it_is_made_anew_and_counts_nothing_twice(string point)
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        var plan = await PlanAsync(stage);

        await using (var killed = await HostProcess.StartAsync(plan.WithFault($"{point}:kill"), Ct))
        {
            await Record.ExceptionAsync(() => killed.Client.PostAsync("/reconcile", Ct));
            Assert.NotEqual(0, await killed.ExitAsync(Ct));
        }
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await Until.TrueAsync(async () => (await EndedAsync(host)).Length == 1, "the comparison ended", Ct, seconds: 90);
        await Until.TrueAsync(
            () => Task.FromResult(MendingTests.Mended.Where(IsNightly).All(path => Exists(stage, path))),
            "all is carried",
            Ct,
            seconds: 90
        );
        var run = (await EndedAsync(host))[0];
        await host.StopAsync(Ct);

        Assert.Equal("in_sync 1, missing 2, older_version 1, other_size 1, extra 1, orphan 1, lost 1", CountsOf(run));
        Assert.Equal("in_sync 1, missing 1", CountsOf(run, "tv"));
        Assert.Equal(4, run.GetProperty("queued").GetInt32());
    }

    [Fact]
    public async Task A07_killed_in_an_approved_plan_every_line_of_it_is_done_once_after_all()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        var plan = await PlanAsync(stage);

        await using (var killed = await HostProcess.StartAsync(plan.WithFault("reconcile.settled:1:kill"), Ct))
        {
            await killed.Client.PostAsync("/reconcile?report_only=true", Ct);
            await Until.TrueAsync(async () => (await EndedAsync(killed)).Length == 1, "the comparison ended", Ct, seconds: 90);
            Assert.Equal(201, (await killed.Client.PostAsync("/reconcile/plans", """{"remove": true}""", Ct)).Status);
            await Record.ExceptionAsync(() => killed.Client.PostAsync("/reconcile/plans/1/approve", """{"all": true}""", Ct));
            Assert.NotEqual(0, await killed.ExitAsync(Ct));
        }
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await Until.TrueAsync(async () => await IsMendedAsync(stage, host), "the plan is done", Ct, seconds: 90);
        await host.StopAsync(Ct);

        foreach (var path in MendingTests.Mended)
            MendingTests.AssertSame(stage, path);
    }

    private static async Task<bool> IsMendedAsync(ParityStage stage, HostProcess host)
    {
        var waiting = (await host.Client.JobsAsync("&status=waiting,running,scheduled,failed", Ct)).Any(job =>
            job.Type is "reconcile-apply" or "queue-transfer" or "transfer-media" or "remove-extras"
        );
        return !waiting && MendingTests.Mended.All(path => Exists(stage, path)) && !Exists(stage, "movies/Gone (2021)/Gone.mkv");
    }

    private static bool IsNightly(string path) => !path.Contains("Better", StringComparison.Ordinal);

    private static bool Exists(ParityStage stage, string path) => File.Exists(Path.Join(stage.Far, path));

    private static async Task<System.Text.Json.JsonElement[]> EndedAsync(HostProcess host) =>
        [
            .. (await host.Client.GetAsync("/reconcile/reports", Ct))
                .Body.EnumerateArray()
                .Where(run => run.GetProperty("ended_at").ValueKind is not System.Text.Json.JsonValueKind.Null),
        ];

    private static async Task<HostPlan> PlanAsync(ParityStage stage)
    {
        var config = Path.Join(stage.Root, "config.yaml");
        await File.WriteAllTextAsync(
            config,
            $$"""
            instances:
              hd: { kind: radarr, url: "{{stage.Radarr.Address}}", api_key: {{FakeArr.FirstKey}} }
              tv: { kind: sonarr, url: "{{stage.Sonarr.Address}}", api_key: {{FakeArr.FirstKey}} }
            paths:
              mappings:
                - { from: /movies, source: {{stage.Near}}/movies, destination: {{stage.Far}}/movies, type: movie }
                - { from: /tv, source: {{stage.Near}}/tv, destination: {{stage.Far}}/tv, type: tv }
            sync: { reserve_mb: 0, settle: 1s, sidecars: [] }
            """,
            Ct
        );
        return new HostPlan(Path.Join(stage.Root, "data")).With("COURIARR_CONFIG", config);
    }
}
