using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Movies that are told of through the door, with the queue in Redis.</summary>
internal static class RedisStage
{
    public const int Many = 24;

    public static Task<CarryHost> StartAsync(Libraries libraries, RedisServer redis, bool mayLose = false) =>
        CarryHost.StartAsync(
            libraries,
            storage: new StorageOptions { Queue = new Secret(redis.Address.ToString()), RedisMayLose = mayLose }
        );

    private static string NameOf(int movie) => string.Create(CultureInfo.InvariantCulture, $"Movie {movie}/{movie}.mkv");

    public static void Put(Libraries libraries, int movies)
    {
        for (var movie = 1; movie <= movies; movie++)
            libraries.Put(NameOf(movie), 2000);
    }

    public static async Task TellAsync(CarryHost host, int number)
    {
        var movie = new
        {
            id = number,
            title = $"Movie {number}",
            year = 2020,
            folderPath = $"/movies/Movie {number}",
            tmdbId = number,
        };
        var movieFile = new
        {
            id = number,
            relativePath = $"{number}.mkv",
            path = $"/movies/{NameOf(number)}",
            size = 2000,
            quality = "WEBDL-1080p",
        };
        var (status, body) = await host.PostAsync(
            "/sync/radarr",
            new
            {
                eventType = "Download",
                movie,
                movieFile,
            }
        );
        Assert.True(status == 200, body.GetRawText());
    }

    public static Task DeliveredAsync(CarryHost host, Libraries libraries, int movies) =>
        CarryHost.UntilAsync(
            () =>
                Task.FromResult(
                    libraries.Delivered.Count() == movies && host.Told.Deliveries.Distinct(StringComparer.Ordinal).Count() == movies
                ),
            180
        );

    public static Task SeenToAsync(CarryHost host) =>
        CarryHost.UntilAsync(
            async () =>
                await host.AskAsync(
                    "SELECT cast(count(*) AS text) FROM webhook_inbox WHERE outcome = 'accepted' AND (job_id IS NULL OR handled_at IS NULL)"
                )
                    is ["0"],
            120
        );
}
