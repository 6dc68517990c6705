using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>A newer version of a file comes while the older one is still on its way.</summary>
[Trait("family", "carry")]
public sealed class NewerVersionTests
{
    private const string Movie = "A/a.mkv";

    [Fact]
    public async Task What_was_begun_of_the_older_version_is_thrown_away_when_the_newer_one_is_carried()
    {
        using var libraries = new Libraries();
        var faults = new Faults();
        faults.Once("transfer.after_copy", () => throw new TimeoutException("It was cut off."));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { RetryInterval = TimeSpan.FromHours(1) }, faults);
        libraries.Put(Movie, 300_000);
        await host.ImportAsync(libraries.Movie(Movie) with { Webhook = 1 });
        await host.UntilAsync("transfer-media", JobState.Failed);
        Assert.Single(await host.AskAsync("SELECT temp_name FROM sync_jobs WHERE temp_name IS NOT NULL"));

        libraries.Put(Movie, 400_000);
        await host.ImportAsync(libraries.Movie(Movie, 400_000) with { Webhook = 2 });
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(libraries.At(Movie))));
        await host.SettledAsync();

        Assert.Equal(["superseded", "success"], await host.AskAsync("SELECT status FROM sync_jobs ORDER BY id"));
        Assert.Equal([Movie], libraries.Delivered);
        Assert.Empty(await host.AskAsync("SELECT temp_name FROM sync_jobs WHERE temp_name IS NOT NULL"));
        libraries.AssertSame(Movie);
    }
}
