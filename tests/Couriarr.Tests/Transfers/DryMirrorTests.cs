using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

[Trait("family", "carry")]
public sealed class DryMirrorTests
{
    private const string Film = "M1/m.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_removes_nothing_and_what_it_held_back_is_done_after_it()
    {
        using var libraries = new Libraries();
        libraries.Put(Film);
        await using (var host = await libraries.StartMirrorAsync(new() { Deletes = true }))
        {
            await host.ImportAsync(Film);
            await host.IdleAsync();
        }
        libraries.Put("Stays/s.mkv");
        libraries.Lose(Film);
        JobId waiting;
        await using (
            var dry = await CarryHost.StartAsync(
                libraries,
                sync =>
                    sync with
                    {
                        DryRun = true,
                        Mirror = new() { Deletes = true },
                    }
            )
        )
        {
            var job = new MirrorMedia(libraries.Movie(Film, size: 1).Work, [], []) { Everything = true };
            waiting = await dry.Get<JobQueue>().EnqueueAsync(job, ct: Ct);
            await CarryHost.UntilAsync(async () =>
                (await dry.Get<IJobReader>().FindAsync(waiting, Ct))!.Note?.StartsWith("A dry run", StringComparison.Ordinal) is true
            );
            Assert.Equal([Film], libraries.Delivered);
        }
        await using var real = await libraries.StartMirrorAsync(new() { Deletes = true });
        Assert.Equal(JobState.Succeeded, (await real.EndOfAsync(waiting)).State);
        Assert.Empty(libraries.Delivered);
    }

    [Fact]
    public async Task An_upgrade_that_a_dry_run_only_looked_at_removes_the_old_file_after_it_when_the_better_one_has_come()
    {
        const string better = "M1/better.mkv";
        var upgrades = new MirrorOptions { Upgrades = true };
        using var libraries = new Libraries();
        libraries.Put(Film);
        await using (var host = await libraries.StartMirrorAsync(upgrades))
        {
            await host.ImportAsync(Film);
            await host.IdleAsync();
        }
        libraries.Lose(Film);
        libraries.Put(better);
        await using (var dry = await CarryHost.StartAsync(libraries, sync => sync with { DryRun = true, Mirror = upgrades }))
        {
            await dry.ImportAsync(libraries.Movie(better) with { IsUpgrade = true, Superseded = [$"/movies/{Film}"] });
            await dry.UntilAsync("transfer-media", JobState.Skipped);
            await CarryHost.UntilAsync(async () =>
                await dry.Get<IJobReader>().ListAsync(new JobQuery([JobState.Scheduled], "mirror-media"), Ct) is [{ Note: not null }]
            );
        }

        await using var real = await libraries.StartMirrorAsync(upgrades);
        await real.SettledAsync();

        Assert.Equal([better], libraries.Delivered);
        Assert.True(libraries.Recycled(Film));
    }
}
