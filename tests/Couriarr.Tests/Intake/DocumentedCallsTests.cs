using System.Net;

namespace Couriarr.Tests.Intake;

/// <summary>The calls that the founding documents tell people to try.</summary>
[Trait("family", "carry")]
public sealed class DocumentedCallsTests
{
    [Fact]
    public async Task The_test_of_the_connection()
    {
        await using var host = await InboxHost.StartAsync();

        var taken = await host.SendAsync("/sync/radarr", """{"eventType": "Test"}""");

        Assert.Equal((HttpStatusCode.OK, "test"), (taken.Code, taken.Status));
    }

    [Fact]
    public async Task The_sample_import_with_nested_quality()
    {
        await using var host = await InboxHost.StartAsync();

        var taken = await host.SendAsync(
            "/sync/radarr",
            """
            {
                "eventType": "Download",
                "movie": {"title": "Test Movie", "year": 2024, "folderPath": "/movies/Test Movie (2024)"},
                "movieFile": {"path": "/movies/Test Movie (2024)/test.mkv", "size": 1000000000, "quality": {"quality": {"name": "Test"}}}
            }
            """
        );

        Assert.Equal("accepted", taken.Status);
        Assert.Equal(["/movies/Test Movie (2024)/test.mkv"], await host.FetchedAsync(taken.Id));
        var entry = await host.HandledAsync(taken.Id);
        Assert.Equal("radarr imported Test Movie (2024) in Test", entry.GetProperty("note").GetString());
        Assert.Equal("movie.id is missing; movieFile.id is missing", entry.GetProperty("warning").GetString());
    }

    [Fact]
    public async Task X51_The_sample_import_with_the_path_of_the_movie_and_no_file()
    {
        await using var host = await InboxHost.StartAsync();

        var taken = await host.SendAsync(
            "/webhooks/radarr",
            """
            {
                "eventType": "Download",
                "movie": {
                  "id": 1,
                  "title": "The Matrix",
                  "year": 1999,
                  "path": "/movies/The Matrix (1999)",
                  "tmdbId": 603,
                  "imdbId": "tt0133093"
                }
              }
            """
        );

        Assert.Equal("accepted", taken.Status);
        Assert.Empty(await host.FetchedAsync(taken.Id));
        var entry = await host.HandledAsync(taken.Id);
        Assert.Equal("radarr imported The Matrix (1999), without saying which files", entry.GetProperty("note").GetString());
        Assert.Equal("movie.folderPath is missing, path stands in for it; movieFile is missing", entry.GetProperty("warning").GetString());
    }
}
