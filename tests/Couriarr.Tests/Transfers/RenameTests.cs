using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Originals that get another name before they were carried. Names at the destination are not followed here: that is switched off.</summary>
[Trait("family", "carry")]
public sealed class RenameTests
{
    private const string Old = "A/old.mkv",
        New = "A/new.mkv",
        Newest = "A (2021)/newest.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C14_an_original_that_was_renamed_before_it_was_carried_arrives_under_its_new_name()
    {
        using var libraries = new Libraries();
        libraries.Put(Old);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = TimeSpan.FromMilliseconds(500) });

        await host.ImportAsync(Old);
        await RowsAsync(host, 1);
        await RenameAsync(host, (Old, New));
        await host.IdleAsync();

        Assert.Equal([New], libraries.Delivered);
        libraries.AssertSame(New);
        Assert.Equal(["superseded renamed", "success new"], await StatesAsync(host));
        Assert.Equal(["delivered new.mkv"], host.Told.All);
        libraries.Check();
    }

    [Fact]
    public async Task C14_news_of_a_renaming_that_is_seen_to_before_that_of_the_import_is_remembered()
    {
        using var libraries = new Libraries();
        libraries.Put(Old);
        await using var host = await CarryHost.StartAsync(libraries);
        var imported = libraries.Movie(Old);

        await RenameAsync(host, (Old, New));
        await RenameAsync(host, (New, Newest));
        await host.UntilAsync("follow-rename", JobState.Skipped);
        await host.ImportAsync(imported);
        await host.IdleAsync();

        Assert.Equal([Newest], libraries.Delivered);
        libraries.Check();
    }

    [Fact]
    public async Task C14_one_that_was_given_up_as_gone_just_before_is_taken_up_again()
    {
        using var libraries = new Libraries();
        libraries.Put(Old);
        await using var host = await CarryHost.StartAsync(libraries);
        var imported = libraries.Movie(Old);
        Move(libraries, Old, New);

        await host.ImportAsync(imported);
        await host.UntilAsync("transfer-media", JobState.Superseded);
        await TellAsync(host, (Old, New));
        await host.IdleAsync();

        Assert.Equal([New], libraries.Delivered);
    }

    [Fact]
    public async Task Two_files_that_change_names_with_each_other_both_arrive()
    {
        using var libraries = new Libraries();
        libraries.Put(Old, 1000);
        libraries.Put(New, 2000);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = TimeSpan.FromMilliseconds(500) });
        var (one, other) = (libraries.Movie(Old).Files[0], libraries.Movie(New).Files[0]);

        await host.ImportAsync(libraries.Movie(Old) with { Files = [one, other] });
        await RowsAsync(host, 2);
        Move(libraries, Old, "A/between");
        Move(libraries, New, Old);
        Move(libraries, "A/between", New);
        await TellAsync(host, (Old, New), (New, Old));
        await host.IdleAsync();

        libraries.AssertSame(Old);
        libraries.AssertSame(New);
        Assert.Equal(2, libraries.Delivered.Count());
    }

    [Fact]
    public async Task C14_renamed_under_the_copy_it_arrives_under_its_new_name_and_leaves_nothing_lying()
    {
        using var libraries = new Libraries();
        libraries.Put(Old, 3_000_000);
        var faults = new Faults();
        faults.Once("transfer.mid", () => Move(libraries, Old, New));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = TimeSpan.FromSeconds(1) }, faults);

        await host.ImportAsync(Old);
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(libraries.Source, New))));
        await TellAsync(host, (Old, New));
        await host.IdleAsync();

        Assert.Equal([New], libraries.Delivered);
        libraries.AssertSame(New);
        libraries.Check();
    }

    [Fact]
    public async Task Moved_to_another_library_it_arrives_in_that_one()
    {
        using var libraries = new Libraries();
        libraries.Put(Old);
        var (source, far) = (Path.Combine(libraries.Source, "4k"), Directory.CreateDirectory(Path.Combine(libraries.Root, "far")).FullName);
        var mapping = new PathMapping
        {
            From = "/movies/4k",
            Source = source,
            Destination = far,
            Type = MediaType.Movie,
        };
        libraries.Mappings = [.. libraries.Mappings, mapping];
        Directory.CreateDirectory(source);
        await using var host = await CarryHost.StartAsync(libraries);
        var imported = libraries.Movie(Old);

        await RenameAsync(host, (Old, "4k/A/new.mkv"));
        await host.ImportAsync(imported);
        await host.IdleAsync();

        Assert.Empty(libraries.Delivered);
        Assert.True(File.Exists(Path.Combine(far, "A/new.mkv")));
    }

    // As the apps do: first on the disk, then it is told.
    private static Task RenameAsync(CarryHost host, (string From, string To) change)
    {
        Move(host.Libraries, change.From, change.To);
        return TellAsync(host, change);
    }

    private static async Task TellAsync(CarryHost host, params (string From, string To)[] changes)
    {
        var work = new Work("radarr", MediaType.Movie, 1, "A", "/movies/A");
        var happened = new MediaRenamed(
            work,
            [.. changes.Select(change => new Renaming($"/movies/{change.From}", $"/movies/{change.To}"))]
        );
        using var scope = host.Get<Microsoft.Extensions.DependencyInjection.IServiceScopeFactory>().CreateScope();
        var reactions = (Reactions)scope.ServiceProvider.GetService(typeof(Reactions))!;
        await host.Get<JobQueue>().EnqueueAllAsync(await reactions.ToAsync(happened, Ct), ct: Ct);
    }

    private static void Move(Libraries libraries, string from, string to)
    {
        var target = Path.Combine(libraries.Source, to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(Path.Combine(libraries.Source, from), target);
    }

    private static Task RowsAsync(CarryHost host, int count) =>
        CarryHost.UntilAsync(async () => (await host.AskAsync("SELECT id FROM sync_jobs")).Count == count);

    private static Task<List<string>> StatesAsync(CarryHost host) =>
        host.AskAsync("SELECT status || ' ' || outcome FROM sync_jobs ORDER BY id");
}
