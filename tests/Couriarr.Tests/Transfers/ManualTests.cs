using System.Text.Json;
using Couriarr.Features.Media;

namespace Couriarr.Tests.Transfers;

/// <summary>What a person has carried by naming a path.</summary>
[Trait("family", "carry")]
public sealed class ManualTests
{
    private const string Movie = "Dune (2021)/Dune.mkv";

    [Theory]
    [InlineData("/movies/Dune (2021)")]
    [InlineData("/movies/Dune (2021)/")]
    [InlineData("/movies/Dune (2021)/Dune.mkv")]
    [InlineData("SOURCE/Dune (2021)")]
    [InlineData("SOURCE/Dune (2021)/Dune.mkv")]
    public async Task A_path_is_carried_as_the_app_sees_it_or_as_we_do(string path)
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);

        var (status, answer) = await AskAsync(host, path);
        await host.IdleAsync();

        Assert.Equal((202, 1), (status, answer.GetProperty("count").GetInt32()));
        libraries.AssertSame(Movie);
        Assert.Equal(
            ["manual:/movies/Dune (2021) Dune (2021) 1"],
            await host.AskAsync("SELECT work || ' ' || title || ' ' || only_missing FROM sync_jobs WHERE status = 'success'")
        );
        Assert.Equal("succeeded", await StatusAsync(host, answer));
        libraries.Check();
    }

    [Fact]
    public async Task Only_what_is_missing_or_incomplete_is_carried()
    {
        using var libraries = new Libraries();
        libraries.Put("A/a.mkv");
        libraries.Put("A/b.mkv");
        libraries.Put("A/c.mkv");
        await using var host = await CarryHost.StartAsync(libraries);
        Directory.CreateDirectory(libraries.At("A"));
        var other = new byte[100_000];
        await File.WriteAllBytesAsync(libraries.At("A/a.mkv"), other, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(libraries.At("A/b.mkv"), [1, 2, 3], TestContext.Current.CancellationToken);

        var (_, rehearsed) = await AskAsync(host, "/movies/A", "?dry_run=true");
        Assert.Equal(["a.mkv", "b.mkv"], libraries.Delivered.Select(Path.GetFileName));
        await AskAsync(host, "/movies/A");
        await host.IdleAsync();

        Assert.Equal(
            ["A/a.mkv present", "A/b.mkv repaired", "A/c.mkv new"],
            rehearsed.GetProperty("files").EnumerateArray().Select(f => $"{f.GetProperty("path")} {f.GetProperty("outcome")}")
        );
        Assert.Equal(JsonValueKind.Null, rehearsed.GetProperty("job_id").ValueKind);
        Assert.Equal(other, await File.ReadAllBytesAsync(libraries.At("A/a.mkv"), TestContext.Current.CancellationToken));
        libraries.AssertSame("A/b.mkv");
        libraries.AssertSame("A/c.mkv");
        Assert.Equal(["delivered b.mkv (replaced), c.mkv"], host.Told.All);
    }

    [Theory]
    [InlineData("/", "holds a whole library ('movies')")]
    [InlineData("/movies", "holds a whole library ('movies')")]
    [InlineData("/movies/", "holds a whole library ('movies')")]
    [InlineData("SOURCE", "holds a whole library ('movies')")]
    [InlineData("SOURCE/..", "goes back or in circles")]
    [InlineData("ROOT", "holds a whole library ('movies')")]
    [InlineData("DESTINATION/Dune (2021)", "lies at the destination of 'movies'")]
    [InlineData("/movies/Nobody (1999)", "There is nothing at ")]
    [InlineData("/films/Nobody (1999)/a.mkv", "- { from: /films, source: /where/we/see/it, destination: /where/it/goes, type: movie }")]
    [InlineData("movies/Dune (2021)", "is not a whole path that begins with /")]
    [InlineData("/movies/Empty", "holds no files that are carried")]
    [InlineData("/movies/Outside", "is a link that leads out of")]
    [InlineData("/tv/Show", "lies what is of type tv, not movie")]
    [InlineData("", "Say which path")]
    public async Task D15_what_would_be_a_mistake_is_refused_with_the_reason(string path, string why)
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        Directory.CreateDirectory(Path.Combine(libraries.Source, "Empty"));
        Directory.CreateSymbolicLink(Path.Combine(libraries.Source, "Outside"), libraries.Outside);
        libraries.Mappings = [.. libraries.Mappings, libraries.Mappings[0] with { From = "/tv", Type = MediaType.Tv }];
        await using var host = await CarryHost.StartAsync(libraries);

        var (status, answer) = await AskAsync(host, path);

        Assert.Equal(400, status);
        Assert.Contains(why, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        await host.IdleAsync();
        Assert.Empty(await host.AskAsync("SELECT title FROM sync_jobs"));
    }

    [Fact]
    public async Task What_an_app_told_of_before_belongs_to_the_same_work()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.ImportAsync(Movie, id: 12);
        await host.IdleAsync();

        var (_, answer) = await AskAsync(host, "/movies/Dune (2021)");

        Assert.Equal("radarr:12", answer.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Of_two_instances_with_one_path_each_the_one_that_has_it_is_meant()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var (second, there) = (Path.Combine(libraries.Root, "second"), Path.Combine(libraries.Root, "there"));
        Directory.CreateDirectory(Path.Combine(second, "Dune (2021)"));
        Directory.CreateDirectory(there);
        libraries.Mappings =
        [
            libraries.Mappings[0],
            libraries.Mappings[0] with
            {
                Instance = "radarr-4k",
                Source = second,
                Destination = there,
            },
        ];
        await using var host = await CarryHost.StartAsync(libraries);

        var (_, one) = await AskAsync(host, $"/movies/{Movie}");
        await File.WriteAllTextAsync(Path.Combine(second, Movie), "x", TestContext.Current.CancellationToken);
        var (status, both) = await AskAsync(host, $"/movies/{Movie}");
        await AskAsync(host, Path.Combine(second, Movie));
        await host.IdleAsync();

        Assert.Equal("movies", one.GetProperty("mapping").GetString());
        Assert.Equal(400, status);
        Assert.Contains($" or {second}/{Movie}. Name it like that.", both.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(there, Movie), TestContext.Current.CancellationToken));
        Assert.Equal(
            ["radarr-4k:/movies/Dune (2021)"],
            await host.AskAsync("SELECT work FROM sync_jobs WHERE mapping = 'movies@radarr-4k'")
        );
    }

    private static Task<(int Status, JsonElement Body)> AskAsync(CarryHost host, string path, string query = "") =>
        host.PostAsync(
            $"/sync/manual{query}",
            new
            {
                path = path.Replace("SOURCE", host.Libraries.Source, StringComparison.Ordinal)
                    .Replace("DESTINATION", host.Libraries.Destination, StringComparison.Ordinal)
                    .Replace("ROOT", host.Libraries.Root, StringComparison.Ordinal),
                type = "movie",
            }
        );

    private static async Task<string?> StatusAsync(CarryHost host, JsonElement answer) =>
        (await host.GetAsync($"/jobs/{answer.GetProperty("job_id")}")).GetProperty("job").GetProperty("status").GetString();
}
