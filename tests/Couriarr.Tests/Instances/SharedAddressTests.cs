using Couriarr.Features.Intake;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Instances;

/// <summary>Radarrs that keep their default name, and tell all they do at the address of their kind.</summary>
[Trait("family", "carry")]
public sealed class SharedAddressTests : IAsyncDisposable
{
    private readonly FarShelf _shelf = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sync/radarr")]
    [InlineData("/webhooks/radarr")]
    [InlineData("/sync")]
    public async Task D11_two_radarrs_at_one_address_are_told_apart_and_nothing_is_done_twice(string address)
    {
        var (hd, uhd) = (await _shelf.RadarrAsync("hd"), await _shelf.RadarrAsync("uhd"));
        await _shelf.OpenAsync("hd", "uhd");
        await _shelf.HookAsync("hd", address);
        await _shelf.HookAsync("uhd", address);

        await ImportAsync(hd, "First", [1, 2]);
        await ImportAsync(uhd, "Second", [1, 2, 3]);
        await ImportAsync(hd, "Both", [1, 2]);
        await ImportAsync(uhd, "Both", [1, 2, 3, 4]);
        await CarryHost.UntilAsync(() => Task.FromResult(_shelf.Told.Count() == 4));
        foreach (var name in new[] { "hd", "uhd" })
        {
            Assert.Empty(await _shelf.MissedAsync(name));
            await _shelf.House.CatchUpAsync(name, "skipped", "&since=48h");
            Assert.Equal((2, 2), await _shelf.GaugeAsync(name));
        }
        await _shelf.IdleAsync();

        Assert.Equal(["hd", "hd", "uhd", "uhd"], await EntriesAsync());
        Assert.Equal(4, _shelf.Told.Count());
        Assert.True(File.Exists(_shelf.Far("hd", "First (2021)/First.mkv")));
        Assert.Equal([1, 2], await File.ReadAllBytesAsync(_shelf.Far("hd", "Both (2021)/Both.mkv"), Ct));
        Assert.Equal([1, 2, 3, 4], await File.ReadAllBytesAsync(_shelf.Far("uhd", "Both (2021)/Both.mkv"), Ct));
    }

    [Fact]
    public async Task D11_what_nobody_can_be_told_to_have_sent_is_known_in_every_history_that_has_it()
    {
        var (one, other) = (await _shelf.RadarrAsync("one"), await _shelf.RadarrAsync("other"));
        await _shelf.OpenAsync();
        await _shelf.HookAsync("one", "/sync/radarr");
        await _shelf.House.PostAsync("/lanes/webhook/pause?reason=test");
        await ImportAsync(one, "Film", [1, 2]);
        // The same app, configured twice.
        other.Restore(one.Shelf with { Hooks = [] });
        await _shelf.House.PostAsync("/lanes/webhook/resume");
        await CarryHost.UntilAsync(() => Task.FromResult(_shelf.Told.Count() == 1));

        foreach (var name in new[] { "one", "other" })
        {
            Assert.Empty(await _shelf.MissedAsync(name));
            await _shelf.House.CatchUpAsync(name, "skipped", "&since=48h");
            Assert.Equal((1, 1), await _shelf.GaugeAsync(name));
        }
        await _shelf.IdleAsync();

        Assert.Equal(["radarr"], await EntriesAsync());
        Assert.Single(_shelf.Told);
    }

    [Fact]
    public async Task D11_a_radarr_that_is_not_configured_is_not_taken_for_the_one_that_is()
    {
        await _shelf.RadarrAsync("hd");
        var stranger = await _shelf.RadarrAsync("stranger");
        await _shelf.OpenOnlyAsync("hd");
        await _shelf.HookAsync("hd", "/sync/radarr");
        stranger.Restore(stranger.Shelf with { Hooks = _shelf.Arr("hd").Shelf.Hooks });

        await ImportAsync(stranger, "Strange", [1]);
        await ImportAsync(_shelf.Arr("hd"), "Own", [1, 2]);
        await ImportAsync(_shelf.Arr("hd"), "Owned", [1, 2, 3]);
        await CarryHost.UntilAsync(async () =>
            await _shelf.AskAsync("SELECT title FROM webhook_inbox WHERE handled_at IS NOT NULL") is [_, _, _]
        );
        await _shelf.House.CatchUpAsync("hd", "skipped", "&since=48h");
        await _shelf.UntilGaugeAsync("hd", 2, 2);

        Assert.Equal(["hd", "hd", "radarr"], await EntriesAsync());
        Assert.Equal(["radarr:1"], await _shelf.AskAsync("SELECT work_key FROM webhook_inbox WHERE title = 'Strange'"));
    }

    [Fact]
    public async Task D11_the_one_that_may_have_sent_it_is_waited_for_while_it_cannot_be_asked()
    {
        await _shelf.RadarrAsync("hd");
        var uhd = await _shelf.RadarrAsync("uhd");
        await _shelf.OpenAsync("hd", "uhd");
        await _shelf.HookAsync("uhd", "/sync/radarr");
        uhd.Mood = Mood.Starting;

        await ImportAsync(uhd, "Film", [1]);
        JobId? waiting = null;
        await CarryHost.UntilAsync(async () => (waiting = await WaitingAsync() is [var job, ..] ? job.Id : null) is not null);
        uhd.Mood = Mood.Well;
        await _shelf.House.Host.Get<JobDesk>().RushAsync(waiting!.Value, Ct);
        await CarryHost.UntilAsync(() => Task.FromResult(_shelf.Told.Count() == 1));

        Assert.Equal(["uhd"], await EntriesAsync());
    }

    public ValueTask DisposeAsync() => _shelf.DisposeAsync();

    private static Task<FakeFile> ImportAsync(FakeArr radarr, string title, byte[] content) =>
        radarr.ImportAsync(radarr.Add(title), new FakeImport($"{title}.mkv", content));

    private async Task<IReadOnlyList<JobRecord>> WaitingAsync() =>
        await _shelf.House.Host.Get<IJobReader>().ListAsync(new JobQuery([JobState.Failed], "webhook-received"), Ct);

    private Task<List<string>> EntriesAsync() =>
        _shelf.AskAsync($"SELECT instance FROM webhook_inbox WHERE outcome = '{InboxEntry.Accepted}' ORDER BY instance");
}
