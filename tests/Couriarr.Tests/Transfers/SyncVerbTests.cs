using System.Globalization;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Transfers;

/// <summary>./run sync PATH, beside a service that runs.</summary>
[Trait("family", "carry")]
public sealed class SyncVerbTests
{
    private const string Movie = "Dune (2021)/Dune.mkv";

    [Fact]
    public async Task The_verb_asks_the_running_service()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        using var room = new ConfigRoom()
            .With("COURIARR_API_KEY", host.ApiKey)
            .With("PORT", host.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture));

        var dry = room.Run("sync", "/movies/Dune (2021)", "--dry-run");
        var refused = room.Run("sync", "/movies", "--type", "movie");
        var done = room.Run("sync", Path.Combine(libraries.Source, Movie));
        await host.IdleAsync();

        Assert.Contains($"  new      {Movie} (97.7 KB)", dry.Output, StringComparison.Ordinal);
        Assert.Equal((StartupException.Failure, true), (refused.Code, refused.Error.Contains("whole library", StringComparison.Ordinal)));
        Assert.Equal(0, done.Code);
        Assert.Matches("Job #[0-9]+ sees to it", done.Output);
        libraries.AssertSame(Movie);
    }
}
