using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Movies.Publishing;

using Faults = Couriarr.Tests.Transfers.Faults;
using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>Three hundred movies, dressed from nothing.</summary>
[Trait("family", "dress")]
[Trait("slow", "yes")]
public sealed class GrandDressTests
{
    private const int Movies = 300;

    // Each where it hurts in another way, and not in the same movie.
    private static readonly (string Point, int Time)[] Cuts =
    [
        ("publish.after_draft", 20),
        ("publish.before_rename", 150),
        ("publish.after_rename", 290),
        ("scan.after_store", 100),
        ("publish.after_rename", 510),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_off_five_times_on_the_way_a_library_ends_as_in_a_clean_run_and_a_second_run_writes_nothing()
    {
        var both = await Task.WhenAll(DressAsync([], again: false), DressAsync(Cuts, again: true));
        var (clean, cut) = (both[0], both[1]);

        Assert.Equal(Movies * 3, clean.Count);
        Assert.Equal(clean.Order(), cut.Order());
    }

    private static async Task<List<string>> DressAsync((string Point, int Time)[] cuts, bool again)
    {
        using var libraries = new Libraries();
        for (var i = 0; i < Movies; i++)
            libraries.Put($"Movie {i} (2001)/Movie {i} (2001).mkv", [(byte)i]);
        var faults = new Faults();
        foreach (var point in cuts.GroupBy(cut => cut.Point, cut => cut.Time))
            faults.Always(point.Key, Cutting([.. point]));
        await using var host = await LibraryHost.StartAsync(libraries, faults: faults);
        await RunAsync(host);
        Assert.All(cuts, cut => Assert.InRange(faults.Reached.Count(point => point == cut.Point), cut.Time, int.MaxValue));
        var files = host.Files();
        if (again)
        {
            await RunAsync(host);
            Assert.Equal(files, host.Files());
        }
        return [.. files.Select(file => $"{file.Key} {file.Value.Hash}")];
    }

    private static Action Cutting(int[] times)
    {
        var count = 0;
        return () =>
        {
            if (times.Contains(Interlocked.Increment(ref count)))
                throw new IOException("cut off");
        };
    }

    private static async Task RunAsync(LibraryHost host)
    {
        // What the clock asks for asks no provider here: its answers are the test's.
        await host.RunAsync(new ScanLibrary(LibraryHost.Library, Occasion.Schedule));
        for (var i = 0; i < Movies; i++)
        {
            var movie = await host.MovieAsync($"Movie {i} (2001)");
            await host.DressAsync(
                movie,
                new MovieFacts { Title = $"Movie {i}", Plot = $"Of {i}." },
                host.Image(ArtworkType.Poster, $"{i}")
            );
            await host.Get<JobQueue>().EnqueueAsync(new PublishMovie(movie.Id, LibraryHost.Library, Occasion.User), ct: Ct);
        }
        await host.IdleAsync(seconds: 240);
    }
}
