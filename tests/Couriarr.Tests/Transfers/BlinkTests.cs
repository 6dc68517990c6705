using Couriarr.Features.Places;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Folders that go and come back between two looks of the watch, while the gate's own probe is far away.</summary>
[Trait("family", "carry")]
public sealed class BlinkTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C03_a_destination_that_can_be_written_again_goes_on_at_the_next_look_though_none_saw_it_read_only()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries, jobs: options => options.ProbeEvery = TimeSpan.FromHours(1));
        await host.Get<MountWatch>().LookAsync(Ct);

        Assert.Equal(0, Shell.Run("mount", "-o", "remount,ro", disk.Folder));
        await host.ImportAsync(Movie);
        var blocked = await host.UntilAsync("transfer-media", JobState.Blocked);
        Assert.Equal(0, Shell.Run("mount", "-o", "remount,rw", disk.Folder));
        await CarryHost.UntilAsync(async () =>
        {
            await host.Get<MountWatch>().LookAsync(Ct);
            return libraries.Delivered.Contains(Movie);
        });

        Assert.Contains("mounted read-only", blocked.Note, StringComparison.Ordinal);
        await CarryHost.UntilAsync(async () => (await host.Get<IJobReader>().GatesAsync(Ct)).Count == 0);
        await host.IdleAsync();
        libraries.Check();
    }

    [Theory]
    [InlineData(Side.Source)]
    [InlineData(Side.Destination)]
    public async Task A_gate_that_a_folder_closed_is_open_after_the_look_that_sees_both(Side side)
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);
        var route = host.Get<PathMap>().Routes.Single();
        await CloseAsync(host, route.Gate, new AwayException(route, side, "it is gone.").Message);

        await host.Get<MountWatch>().LookAsync(Ct);

        Assert.Empty(await host.Get<IJobReader>().GatesAsync(Ct));
    }

    [Fact]
    public async Task A_gate_that_something_else_closed_or_whose_folder_is_away_stays_closed()
    {
        using var libraries = new Libraries();
        var away = Path.Join(libraries.Root, "away");
        libraries.Mappings =
        [
            .. libraries.Mappings,
            new()
            {
                From = "/away",
                Source = libraries.Source,
                Destination = away,
            },
        ];
        await using var host = await CarryHost.StartAsync(libraries);
        var gone = host.Get<PathMap>().Routes.Single(route => route.Destination == away);
        await CloseAsync(host, "route:movies", "It failed 5 times in a row, the last time with: The source of movies is away: no.");
        await CloseAsync(host, gone.Gate, new AwayException(gone, Side.Destination, "it is gone.").Message);

        await host.Get<MountWatch>().LookAsync(Ct);

        Assert.Equal(
            ["route:away", "route:movies"],
            (await host.Get<IJobReader>().GatesAsync(Ct)).Select(gate => gate.Name).Order(StringComparer.Ordinal)
        );
    }

    // Nothing probes it meanwhile.
    private static Task<bool> CloseAsync(CarryHost host, string gate, string reason) =>
        host.Get<IJobStore>().CloseAsync(new Gate(gate, reason, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1)), Ct);
}
