using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Links that lead where nothing may be written or read.</summary>
[Trait("family", "carry")]
public sealed class LinkTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C21_nothing_is_written_through_a_link_in_the_destinations_folders()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        Directory.CreateSymbolicLink(libraries.At("A"), libraries.Outside);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie);
        var dead = await host.UntilAsync("transfer-media", JobState.Dead);

        Assert.Contains("'A' below", dead.Note, StringComparison.Ordinal);
        libraries.Check();
    }

    [Fact]
    public async Task C21_a_link_under_the_final_name_is_replaced_and_its_target_stays()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        Directory.CreateDirectory(libraries.At("A"));
        File.CreateSymbolicLink(libraries.At(Movie), Path.Combine(libraries.Outside, "sentinel"));
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        Assert.Null(new FileInfo(libraries.At(Movie)).LinkTarget);
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C21_an_original_that_links_out_of_its_library_is_not_copied()
    {
        using var libraries = new Libraries();
        libraries.Put("B/b.mkv");
        Directory.CreateDirectory(Path.Combine(libraries.Source, "A"));
        File.CreateSymbolicLink(Path.Combine(libraries.Source, Movie), "/etc/passwd");
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie);
        var dead = await host.UntilAsync("transfer-media", JobState.Dead);

        Assert.Contains("leads out of", dead.Note, StringComparison.Ordinal);
        Assert.Empty(libraries.Delivered);
    }

    [Fact]
    public async Task C22_a_folder_that_is_swapped_for_a_link_all_the_time_never_lets_a_write_out()
    {
        using var libraries = new Libraries();
        var (folder, aside, link) = (libraries.At("A"), libraries.At("A.aside"), libraries.At("A.link"));
        Directory.CreateDirectory(folder);
        Directory.CreateSymbolicLink(link, libraries.Outside);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Directory.Move(folder, aside);
                    Directory.Move(link, folder);
                    Directory.Move(folder, link);
                    Directory.Move(aside, folder);
                }
            },
            Ct
        );

        var (written, refused) = (0, 0);
        for (var i = 0; i < 10_000; i++)
            if (TryWrite(libraries.Destination))
                written++;
            else
                refused++;
        await stop.CancelAsync();
        await swapping;

        Assert.True(written > 0 && refused > 0, $"{written} written, {refused} refused: the race never happened");
        Assert.Equal(["sentinel"], Directory.EnumerateFileSystemEntries(libraries.Outside).Select(Path.GetFileName));
    }

    // What a transfer does: it makes a file by starting in the folder it holds, and renames within it.
    private static bool TryWrite(string root)
    {
        try
        {
            using var folder = PinnedFolder.Open(root, ["A"], create: false);
            File.WriteAllText(Path.Join(folder.Address, ".couriarr-1-x.part"), "");
            folder.Rename(".couriarr-1-x.part", "x");
            return true;
        }
        catch (Exception e) when (e is PermanentException or IOException)
        {
            return false;
        }
    }
}
