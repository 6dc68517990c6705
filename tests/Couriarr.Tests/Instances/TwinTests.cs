using Couriarr.Neighbours;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Instances;

/// <summary>Two Radarrs that tell at one address what cannot, or hardly, be told apart: each has its own file, and none is lost.</summary>
[Trait("family", "carry")]
public sealed class TwinTests : IAsyncLifetime
{
    private readonly FarShelf _shelf = new();
    private FakeArr _hd = null!;
    private FakeArr _uhd = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clock = new Stopped();
        (_hd, _uhd) = (await _shelf.RadarrAsync("hd", clock), await _shelf.RadarrAsync("uhd", clock));
        await _shelf.OpenAsync("hd", "uhd");
        foreach (var name in new[] { "hd", "uhd" })
        {
            await _shelf.UntilReadAsync(name);
            await _shelf.HookAsync(name, "/webhooks/radarr");
        }
    }

    public ValueTask DisposeAsync() => _shelf.DisposeAsync();

    [Fact]
    public async Task D11_two_files_that_are_alike_but_for_their_download_both_arrive()
    {
        await ImportAsync(_hd, [1, 2], "one");
        await UntilHandledAsync(1);
        await ImportAsync(_uhd, [3, 4], "two");

        await UntilBothHaveArrivedAsync();
        await UntilBothAreCountedAsync();
    }

    [Fact]
    public async Task D11_what_may_be_of_either_is_carried_for_each()
    {
        await _shelf.House.PostAsync("/lanes/webhook/pause?reason=test");
        await ImportAsync(_hd, [1, 2]);
        await ImportAsync(_uhd, [3, 4]);
        await _shelf.House.PostAsync("/lanes/webhook/resume");

        await UntilBothHaveArrivedAsync();
        await UntilBothAreCountedAsync();
        Assert.Contains(
            "It may be of hd or uhd, and is seen to for each of them: give each its own webhook address",
            Assert.Single(await _shelf.AskAsync("SELECT note FROM webhook_inbox WHERE outcome = 'accepted'")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task D11_what_was_taken_for_a_repetition_of_the_other_s_comes_by_catching_up()
    {
        await ImportAsync(_hd, [1, 2]);
        await UntilHandledAsync(1);
        await ImportAsync(_uhd, [3, 4]);

        await UntilBothAreCountedAsync();
        await UntilBothHaveArrivedAsync();
    }

    private static Task<FakeFile> ImportAsync(FakeArr radarr, byte[] content, string? download = null) =>
        radarr.ImportAsync(radarr.Add("Film"), new FakeImport("Film.mkv", content) { Download = download });

    private Task UntilHandledAsync(int count) =>
        CarryHost.UntilAsync(async () =>
            (await _shelf.AskAsync("SELECT title FROM webhook_inbox WHERE handled_at IS NOT NULL")).Count == count
        );

    private async Task UntilBothHaveArrivedAsync()
    {
        await CarryHost.UntilAsync(() =>
            Task.FromResult(File.Exists(_shelf.Far("hd", "Film (2021)/Film.mkv")) && File.Exists(_shelf.Far("uhd", "Film (2021)/Film.mkv")))
        );
        Assert.Equal([1, 2], await File.ReadAllBytesAsync(_shelf.Far("hd", "Film (2021)/Film.mkv"), Ct));
        Assert.Equal([3, 4], await File.ReadAllBytesAsync(_shelf.Far("uhd", "Film (2021)/Film.mkv"), Ct));
    }

    private async Task UntilBothAreCountedAsync()
    {
        foreach (var name in new[] { "hd", "uhd" })
        {
            await _shelf.House.BeginCatchUpAsync(name, "&since=48h");
            await _shelf.UntilGaugeAsync(name, 1, 1);
        }
    }

    /// <summary>Both take their files in at the same moment.</summary>
    private sealed class Stopped : TimeProvider
    {
        private readonly DateTimeOffset _now = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
