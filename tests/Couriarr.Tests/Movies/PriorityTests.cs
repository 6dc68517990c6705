using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Tests.Movies;

using static Premiere;

/// <summary>People first, then news, then what nobody waits for; and what a person asked for is not lost among the rest.</summary>
[Trait("family", "dress")]
public sealed class PriorityTests
{
    [Fact]
    public async Task JOB11_what_a_person_asks_for_runs_before_everything_else()
    {
        await using var premiere = await OpenAsync(DressingMode.Automatic);

        await premiere.AskAsync();

        Assert.Equal([3, 3, 3, 3], await PrioritiesAsync(premiere, "library-scan", "scan-movie", "enrich-metadata", "publish"));
    }

    [Fact]
    public async Task JOB11_what_an_app_tells_is_looked_at_at_once_and_dressed_next()
    {
        await using var premiere = await OpenAsync(DressingMode.Automatic);

        await premiere.ImportAsync();

        Assert.Equal([3, 5, 5], await PrioritiesAsync(premiere, "scan-movie", "enrich-metadata", "publish"));
    }

    [Fact]
    public async Task JOB12_what_the_clock_asks_for_comes_last()
    {
        await using var premiere = await OpenAsync(DressingMode.Automatic);

        await premiere.NightAsync();

        Assert.Equal(
            [8, 8, 8, 8, 8],
            await PrioritiesAsync(premiere, "scheduled-file-scan", "library-scan", "scan-movie", "enrich-metadata", "publish")
        );
    }

    [Fact]
    public async Task What_a_person_asked_for_is_done_although_the_clock_asks_for_the_same_before_it_ran()
    {
        await using var premiere = await OpenAsync(DressingMode.Manual);
        await premiere.PostAsync("/lanes/library/pause?reason=test");
        await premiere.PostAsync("/library/scan?library=movies");
        await premiere.EnqueueAsync(new ScanLibrary("movies", Occasion.Schedule));
        await premiere.EnqueueAsync(new ScanMovie("movies", Folder, Occasion.User));
        await premiere.EnqueueAsync(new ScanMovie("movies", Folder, Occasion.Schedule));

        await premiere.PostAsync("/lanes/library/resume");
        await premiere.IdleAsync();

        Assert.Equal("enriched", (await premiere.MovieAsync()).GetProperty("movie").GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_a_person_wants_to_be_refreshed_is_although_the_night_wants_it_too()
    {
        await using var premiere = await OpenAsync(DressingMode.Manual);
        await premiere.ImportAsync();
        var movie = await premiere.NumberAsync();
        await premiere.PostAsync("/lanes/enrich/pause?reason=test");
        await premiere.PostAsync($"/library/movies/{movie}/refresh");
        await premiere.EnqueueAsync(new EnrichMetadata(movie, Occasion.Schedule) { Anew = true });

        await premiere.PostAsync("/lanes/enrich/resume");
        await premiere.IdleAsync();

        Assert.Equal("enriched", (await premiere.MovieAsync()).GetProperty("movie").GetProperty("state").GetString());
    }

    private static async Task<List<int>> PrioritiesAsync(Premiere premiere, params string[] kinds)
    {
        var found = new List<int>();
        foreach (var kind in kinds)
            found.Add(
                Assert
                    .Single((await premiere.GetAsync($"/jobs?type={kind}")).GetProperty("jobs").EnumerateArray())
                    .GetProperty("priority")
                    .GetInt32()
            );
        return found;
    }
}
