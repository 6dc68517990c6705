using Couriarr.Neighbours;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Instances;

/// <summary>Better versions that come under the name of what they replace.</summary>
[Trait("family", "carry")]
public sealed class UpgradeInPlaceTests : IAsyncDisposable
{
    private readonly FarShelf _shelf = new();

    [Fact]
    public async Task D11_what_was_delivered_stays_delivered_while_its_upgrade_waits_and_what_never_came_is_no_more_counted()
    {
        var radarr = await _shelf.RadarrAsync("hd");
        await _shelf.OpenAsync();
        await _shelf.UntilReadAsync("hd");
        await _shelf.HookAsync("hd", "/webhooks/hd");
        var work = radarr.Add("Film");
        await ImportAsync(radarr, work, version: 1);
        await UntilAsync("success");
        Assert.Equal((1, 1), await ReadAsync());

        await _shelf.House.PostAsync("/lanes/transfer/pause?reason=test");
        await ImportAsync(radarr, work, version: 2);
        await UntilAsync("success", "pending");
        Assert.Equal((1, 1), await _shelf.GaugeAsync("hd"));
        Assert.Equal((2, 1), await ReadAsync());
        Assert.Equal(["It waits to be carried."], await WhyAsync());

        await ImportAsync(radarr, work, version: 3);
        await UntilAsync("success", "superseded", "pending");
        Assert.Equal((2, 1), await ReadAsync());
        await _shelf.House.PostAsync("/lanes/transfer/resume");
        await _shelf.UntilGaugeAsync("hd", 2, 2);
    }

    public ValueTask DisposeAsync() => _shelf.DisposeAsync();

    // A history counts by seconds.
    private static Task<FakeFile> ImportAsync(FakeArr radarr, FakeWork work, int version)
    {
        radarr.ClockShift = TimeSpan.FromMinutes(version - 4);
        return radarr.ImportAsync(work, new FakeImport("Film.mkv", new byte[version]));
    }

    private async Task<(int, int)> ReadAsync()
    {
        await _shelf.House.CatchUpAsync("hd", "skipped", "&since=48h");
        return await _shelf.GaugeAsync("hd");
    }

    private Task UntilAsync(params string[] rows) =>
        CarryHost.UntilAsync(async () => (await _shelf.AskAsync("SELECT status FROM sync_jobs ORDER BY id")).SequenceEqual(rows));

    private async Task<List<string?>> WhyAsync() =>
        [
            .. (await _shelf.House.Host.GetAsync("/instances/hd/deliveries"))
                .GetProperty("waiting")
                .EnumerateArray()
                .Select(file => file.GetProperty("why").GetString()),
        ];
}
