using Couriarr.Neighbours;

namespace Couriarr.Tests.Instances;

/// <summary>What lies at the destination already when an import is caught up with.</summary>
[Trait("family", "carry")]
public sealed class CatchUpCareTests : IAsyncDisposable
{
    private const string Film = "Film (2021)/Film.mkv";
    private readonly FarShelf _shelf = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D11_what_is_whole_there_already_is_left_alone_and_not_told_but_counts_as_delivered()
    {
        var radarr = await _shelf.RadarrAsync("hd");
        await CatchUpTests.ImportAsync(radarr, "Film");
        _shelf.Put("hd", Film, [9, 9, 9, 9], age: TimeSpan.FromDays(3));

        await _shelf.OpenAsync();
        await _shelf.UntilGaugeAsync("hd", 1, 1);
        await _shelf.IdleAsync();

        Assert.Equal([9, 9, 9, 9], await File.ReadAllBytesAsync(_shelf.Far("hd", Film), Ct));
        Assert.Equal(["present"], await _shelf.AskAsync("SELECT outcome FROM sync_jobs"));
        Assert.Empty(_shelf.Told);
        Assert.Empty(await _shelf.MissedAsync("hd"));
    }

    [Fact]
    public async Task D11_half_a_file_is_no_reason_to_leave_it()
    {
        var radarr = await _shelf.RadarrAsync("hd");
        await CatchUpTests.ImportAsync(radarr, "Film");
        _shelf.Put("hd", Film, [9], age: TimeSpan.FromDays(3));

        await _shelf.OpenAsync();
        await _shelf.UntilGaugeAsync("hd", 1, 1);
        await CarryUntilToldAsync(1);

        Assert.Equal([1, 2, 3, 4], await File.ReadAllBytesAsync(_shelf.Far("hd", Film), Ct));
        Assert.Equal(["repaired"], await _shelf.AskAsync("SELECT outcome FROM sync_jobs"));
    }

    [Fact]
    public async Task D11_a_missed_upgrade_of_the_same_name_and_size_replaces_what_we_had_brought()
    {
        var radarr = await _shelf.RadarrAsync("hd");
        var (work, _) = await CatchUpTests.ImportAsync(radarr, "Film");
        await _shelf.OpenAsync();
        await CarryUntilToldAsync(1);

        await UpgradeAsync(radarr, work);
        await _shelf.House.CatchUpAsync("hd", "succeeded");
        await CarryUntilToldAsync(2);

        Assert.Equal([5, 6, 7, 8], await File.ReadAllBytesAsync(_shelf.Far("hd", Film), Ct));
        Assert.Equal(["new", "replaced"], await _shelf.AskAsync("SELECT outcome FROM sync_jobs ORDER BY id"));
        await _shelf.UntilGaugeAsync("hd", 2, 2);
    }

    [Fact]
    public async Task D11_a_missed_upgrade_of_the_same_name_and_size_leaves_what_others_had_brought()
    {
        var radarr = await _shelf.RadarrAsync("hd");
        var (work, _) = await CatchUpTests.ImportAsync(radarr, "Film");
        await UpgradeAsync(radarr, work);
        _shelf.Put("hd", Film, [9, 9, 9, 9], age: TimeSpan.FromDays(3));

        await _shelf.OpenAsync();
        await _shelf.UntilGaugeAsync("hd", 1, 1);
        await _shelf.IdleAsync();

        Assert.Equal([9, 9, 9, 9], await File.ReadAllBytesAsync(_shelf.Far("hd", Film), Ct));
        Assert.Empty(_shelf.Told);
    }

    [Fact]
    public async Task D12_after_a_restore_the_same_file_under_the_number_it_had_is_an_import_of_its_own()
    {
        var radarr = await _shelf.RadarrAsync("hd");
        var work = radarr.Add("Film");
        var backup = radarr.Shelf;
        var first = await radarr.ImportAsync(work, new FakeImport("Film.mkv", [1, 2, 3, 4]));
        await _shelf.OpenAsync();
        await CarryUntilToldAsync(1);
        await _shelf.UntilReadAsync("hd");

        radarr.Restore(backup);
        radarr.ClockShift = TimeSpan.FromMinutes(1);
        var second = await radarr.ImportAsync(work, new FakeImport("Film.mkv", [1, 2, 3, 4]));
        var missed = await _shelf.MissedAsync("hd");
        await _shelf.House.CatchUpAsync("hd", "succeeded");
        await _shelf.UntilGaugeAsync("hd", 2, 2);
        await _shelf.IdleAsync();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(["/movies/Film (2021)/Film.mkv"], missed);
        Assert.Empty(await _shelf.MissedAsync("hd"));
        Assert.Single(_shelf.Told);
    }

    public ValueTask DisposeAsync() => _shelf.DisposeAsync();

    // Same name, same size, other content; its time is another, as it is of another release.
    private async Task UpgradeAsync(FakeArr radarr, FakeWork work)
    {
        radarr.ClockShift = TimeSpan.FromMinutes(1);
        await radarr.ImportAsync(work, new FakeImport("Film.mkv", [5, 6, 7, 8]));
        File.SetLastWriteTimeUtc(_shelf.Near("hd", Film), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
    }

    private Task CarryUntilToldAsync(int times) => Transfers.CarryHost.UntilAsync(() => Task.FromResult(_shelf.Told.Count() == times));
}
