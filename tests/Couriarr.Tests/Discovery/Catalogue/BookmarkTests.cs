using Couriarr.Features.Discovery;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Tests.Discovery.Rules;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Discovery.Catalogue;

/// <summary>How far the catalogue is known stands in the database, and state.json is a copy.</summary>
[Trait("family", "find")]
public sealed class BookmarkTests : IAsyncLifetime
{
    private const string Ahead = """{ "last_full_sync": "2025-01-15T10:30:00Z", "last_tvmaze_page": 280, "highest_tvmaze_id": 70123 }""";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ScratchDatabase _scratch = new() { Lines = [DiscoveryModule.Tables] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Main => Path.Combine(_scratch.Options.Folder, "state.json");
    private ShowsTable Shows => new(_scratch.Database, _scratch.Clock);
    private Bookmark Bookmark =>
        new(new StateTable(_scratch.Database), Shows, new StateFile(Main, _scratch.Clock), NullLogger<Bookmark>.Instance);

    public async ValueTask InitializeAsync() => await _scratch.OpenAsync();

    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    [Fact]
    public async Task A_file_is_believed_as_far_as_the_shows_bear_it_out()
    {
        await Shows.StoreAsync([Tried.Wanted with { Id = 70123 }], Ct);
        await File.WriteAllTextAsync(Main, Ahead, Ct);
        var sync = (await Bookmark.OpenAsync(Ct)).Sync;
        Assert.Equal((280, 70123), (sync.LastPage, sync.HighestId));
        Assert.NotNull(sync.LastFullSync);
    }

    [Fact]
    public async Task B14_a_file_that_knows_more_than_the_database_does_not_make_it_skip_what_is_missing()
    {
        await Shows.StoreAsync([Tried.Wanted], Ct);
        await File.WriteAllTextAsync(Main, Ahead, Ct);
        var sync = (await Bookmark.OpenAsync(Ct)).Sync;
        Assert.Equal((null, null, 1), (sync.LastPage, sync.LastFullSync, sync.HighestId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("{ \"last_tvmaze_page\": ")]
    public async Task B14_broken_files_cost_no_show_and_no_decision(string content)
    {
        await Shows.StoreAsync([Tried.Wanted], Ct);
        await Shows.DecideAsync(1, new Settled(ShowStatus.Added, null), Noon, Ct);
        await File.WriteAllTextAsync(Main, content, Ct);
        await File.WriteAllTextAsync(Main + ".bak", content, Ct);
        var sync = (await Bookmark.OpenAsync(Ct)).Sync;
        Assert.Equal((null, 1), (sync.LastFullSync, sync.HighestId));
        Assert.Equal(ShowStatus.Added, (await Shows.FindAsync(1, Ct))!.Standing.Status);
    }

    [Fact]
    public async Task B14_what_the_database_knows_no_file_changes()
    {
        await Bookmark.OpenAsync(Ct);
        await new StateTable(_scratch.Database).CrawledAsync(Noon, Noon.AddDays(-1), Ct);
        await File.WriteAllTextAsync(Main, """{ "last_tvmaze_page": 3, "highest_tvmaze_id": 900 }""", Ct);
        Assert.Equal(Noon, (await Bookmark.OpenAsync(Ct)).Sync.LastFullSync);
        Assert.Null((await Bookmark.OpenAsync(Ct)).Sync.HighestId);
    }

    [Fact]
    public async Task After_a_cycle_both_files_say_what_the_database_says()
    {
        await Bookmark.OpenAsync(Ct);
        await new StateTable(_scratch.Database).CrawledAsync(Noon, Noon.AddDays(-1), Ct);
        await Bookmark.CloseAsync(new LastRun(Noon, TimeSpan.FromSeconds(3), new Dictionary<string, int> { ["wanted"] = 2 }), Ct);
        var progress = await Bookmark.LookAsync(Ct);
        Assert.Equal(2, progress.LastRun!.Results["wanted"]);
        Assert.Equal(progress.Sync, new StateFile(Main, _scratch.Clock).Read().State);
        File.Delete(Main);
        Assert.Equal(progress.Sync, new StateFile(Main, _scratch.Clock).Read().State);
        Assert.False(File.Exists(Main + ".tmp"));
    }
}
