using Couriarr.Features.Places;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>That a destination is full is told once, and once when it has room again.</summary>
[Trait("family", "carry")]
public sealed class ShortageTests
{
    private const string Movie = "A/a.mkv";
    private const string Full = "destination of movies is full: no room";
    private const string Room = "destination of movies has room";
    private static readonly Shortage Measured = new(Size: 6_000_000, Free: 1);
    private static readonly Shortage Unmeasured = new(Size: 6_000_000, Free: null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C01_a_full_destination_is_told_with_the_numbers_and_when_it_has_room_again()
    {
        Assert.SkipUnless(SmallDisk.IsPossible, SmallDisk.Reason);
        using var disk = new SmallDisk("size=8m");
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie, 6_000_000);
        disk.Fill(leave: 3 << 20);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie);
        await CarryHost.UntilAsync(() => Task.FromResult(!host.Told.All.IsEmpty));
        disk.Empty();
        await host.IdleAsync();

        Assert.Equal([0, 1, 2], host.Told.All.Select(OrderOf).Order());
        libraries.Check();

        int OrderOf(string told) =>
            told.StartsWith("destination of movies is full: movies: destination full: 5.7 MB needed, 3 MB free", StringComparison.Ordinal)
                ? 0
            : told == Room ? 1
            : told == "delivered a.mkv" ? 2
            : -1;
    }

    [Fact]
    public async Task It_is_told_once_and_over_when_the_watch_sees_enough_room_and_its_transfers_go_on()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);
        var route = host.Get<PathMap>().Routes.Single();
        var closed = new Gate(route.Gate, "no room", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1));
        await host.Get<IJobStore>().CloseAsync(closed, Ct);

        await host.Get<Shortages>().BeginAsync(route, Unmeasured, "no room", Ct);
        await host.Get<MountWatch>().LookAsync(Ct);
        await host.IdleAsync();
        Assert.Equal([Full], host.Told.All);
        Assert.Single(await host.Get<IJobReader>().GatesAsync(Ct));

        await host.Get<Shortages>().BeginAsync(route, Measured, "no room", Ct);
        await host.Get<MountWatch>().LookAsync(Ct);
        await host.IdleAsync();
        Assert.Equal([Full, Room], host.Told.All);
        Assert.Empty(await host.Get<IJobReader>().GatesAsync(Ct));
    }

    [Fact]
    public async Task It_is_not_over_while_only_smaller_files_find_room()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);
        var route = host.Get<PathMap>().Routes.Single();
        await host.Get<Shortages>().BeginAsync(route, Unmeasured, "no room", Ct);

        await host.Get<Shortages>().PassAsync(route, Unmeasured.Size - 1, Ct);
        await host.IdleAsync();
        Assert.Equal([Full], host.Told.All);

        await host.Get<Shortages>().PassAsync(route, Unmeasured.Size, Ct);
        await host.Get<Shortages>().PassAsync(route, Unmeasured.Size, Ct);
        await host.IdleAsync();
        Assert.Equal([Full, Room], host.Told.All);
    }

    [Fact]
    public async Task A_restart_tells_it_neither_again_nor_forgets_it()
    {
        using var libraries = new Libraries();
        await using (var before = await CarryHost.StartAsync(libraries))
        {
            await before.Get<Shortages>().BeginAsync(before.Get<PathMap>().Routes.Single(), Unmeasured, "no room", Ct);
            await before.IdleAsync();
        }

        await using var host = await CarryHost.StartAsync(libraries);
        await host.Get<Shortages>().BeginAsync(host.Get<PathMap>().Routes.Single(), Unmeasured, "no room", Ct);
        await host.IdleAsync();
        Assert.Empty(host.Told.All);
        libraries.Put(Movie, 6_000_000);
        await host.ImportAsync(Movie);
        await host.IdleAsync();
        Assert.Equal(["delivered a.mkv", Room], host.Told.All.Order(StringComparer.Ordinal));
    }
}
