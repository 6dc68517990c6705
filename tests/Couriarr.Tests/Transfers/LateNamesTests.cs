using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>A source that shows names as they were for a while, as network folders do: it is looked at again.</summary>
[Trait("family", "carry")]
public sealed class LateNamesTests
{
    private const string Old = "A/old.mkv",
        New = "A/new.mkv",
        Newest = "A/newest.mkv";

    private static readonly Work AsWork = new("radarr", MediaType.Movie, 1, "A", "/movies/A");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_told_to_be_renamed_before_the_source_shows_it_is_renamed_when_it_does()
    {
        using var libraries = new Libraries();
        await using var host = await DeliverAsync(libraries);

        var early = await host.MirrorAsync(Renamed(Old, New));
        File.Move(Path.Combine(libraries.Source, Old), Path.Combine(libraries.Source, New));
        await host.SettledAsync();

        Assert.Equal(JobState.Skipped, early.State);
        Assert.Contains("does not show yet", early.Note, StringComparison.Ordinal);
        Assert.Equal([New], libraries.Delivered);
    }

    [Fact]
    public async Task What_is_told_to_be_deleted_before_the_source_shows_it_is_removed_when_it_does()
    {
        using var libraries = new Libraries();
        await using var host = await DeliverAsync(libraries);

        await host.MirrorAsync(new MirrorMedia(AsWork, [$"/movies/{Old}"], []));
        Assert.Equal([Old], libraries.Delivered);
        libraries.Lose(Old);
        await host.SettledAsync();

        Assert.Empty(libraries.Delivered);
    }

    [Fact]
    public async Task What_the_source_goes_on_showing_is_kept_and_not_looked_at_for_ever()
    {
        using var libraries = new Libraries();
        await using var host = await DeliverAsync(libraries);

        await host.MirrorAsync(new MirrorMedia(AsWork, [$"/movies/{Old}"], []));
        await host.SettledAsync();

        var looks = await host.Get<IJobReader>().ListAsync(new([JobState.Skipped], "mirror-media") { OldestFirst = true }, Ct);
        Assert.Equal(4, looks.Count);
        Assert.Contains("upstream still has it", looks[^1].Note, StringComparison.Ordinal);
        Assert.Equal([Old], libraries.Delivered);
    }

    [Fact]
    public async Task Renamed_twice_before_anybody_looked_it_gets_the_last_name()
    {
        using var libraries = new Libraries();
        await using var host = await DeliverAsync(libraries);
        File.Move(Path.Combine(libraries.Source, Old), Path.Combine(libraries.Source, Newest));
        var (first, second) = (Renamed(Old, New), Renamed(New, Newest));

        foreach (var heard in new[] { first, second })
            await host.EndOfAsync(await host.Get<JobQueue>().EnqueueAsync(new FollowRename(heard.Work, heard.Renamings), ct: Ct));
        await host.MirrorAsync(first);
        await host.MirrorAsync(second);
        await host.SettledAsync();

        Assert.Equal([Newest], libraries.Delivered);
        libraries.Check();
    }

    [Fact]
    public async Task What_came_under_its_new_name_at_once_is_not_looked_at_again()
    {
        using var libraries = new Libraries();
        await using var host = await DeliverAsync(libraries);

        await host.MirrorAsync(Renamed(New, Old));
        await host.SettledAsync();

        Assert.Single(await host.Get<IJobReader>().ListAsync(new([JobState.Skipped], "mirror-media"), Ct));
        Assert.Equal([Old], libraries.Delivered);
    }

    private static async Task<CarryHost> DeliverAsync(Libraries libraries)
    {
        libraries.Put(Old);
        var host = await libraries.StartMirrorAsync(new() { Renames = true, Deletes = true });
        await host.ImportAsync(Old);
        await host.SettledAsync();
        return host;
    }

    private static MirrorMedia Renamed(string from, string to) => new(AsWork, [], [new Renaming($"/movies/{from}", $"/movies/{to}")]);
}
