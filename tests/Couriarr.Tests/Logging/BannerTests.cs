using Couriarr.Features.Configuration.Options;
using Couriarr.Logging;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class BannerTests
{
    [Fact]
    public async Task OPS20_without_mappings_it_says_that_nothing_is_carried_and_why()
    {
        var told = await ToldAsync(new CouriarrOptions());

        Assert.Contains("transfers (paths.mappings is empty: webhooks are only kept)", told.Off, StringComparison.Ordinal);
        Assert.Contains("configured instances (none", told.Off, StringComparison.Ordinal);
        Assert.Contains("configured players (none", told.Off, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OPS20_it_says_what_is_carried_for_whom_and_that_it_is_only_tried()
    {
        var told = await ToldAsync(
            Fortress.Options with
            {
                Paths = new PathsOptions
                {
                    Mappings =
                    [
                        new PathMapping
                        {
                            From = "/movies",
                            Source = "/a",
                            Destination = "/b",
                        },
                    ],
                },
                Sync = new SyncOptions { DryRun = true },
            }
        );

        Assert.Contains("transfers (paths.mappings has 1, but sync.dry_run: nothing is written)", told.On, StringComparison.Ordinal);
        Assert.Contains("configured instances (hd, kids)", told.On, StringComparison.Ordinal);
        Assert.Contains("mirroring of upgrades, renames and deletes (sync.mirror)", told.Off, StringComparison.Ordinal);
    }

    private static async Task<(string On, string Off)> ToldAsync(CouriarrOptions options)
    {
        await using var host = await DoorsHost.StartAsync(options: options);
        await host.Get<Banner>().ShowAsync("http://127.0.0.1:8475", TestContext.Current.CancellationToken);
        var line = (await host.LogAsync()).Select(line => line.Message).Single(text => text.StartsWith("On: ", StringComparison.Ordinal));
        var parts = line.Split(". Off: ");
        return (parts[0], parts[1]);
    }
}
