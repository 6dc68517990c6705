using System.Globalization;
using Couriarr.Neighbours;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>./run discover what-if FILE, beside a service that runs.</summary>
[Trait("family", "find")]
public sealed class DiscoverVerbTests
{
    [Fact]
    public async Task The_verb_tells_what_other_rules_would_change()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(300);
        tvmaze.Change(5001, show => RefreshTests.Fine(show, "Fine one"));
        await using var host = await DiscoveryHost.StartAsync(tvmaze);
        await host.FirstCycleAsync();
        using var room = new ConfigRoom()
            .With("COURIARR_API_KEY", host.Doors.ApiKey)
            .With("PORT", host.Doors.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file,
                "rules: [{ name: never, when: { id: 5001 }, then: skip }]",
                TestContext.Current.CancellationToken
            );
            var told = room.Run("discover", "what-if", file);
            Assert.Equal(0, told.Code);
            Assert.Contains("added 0, lost 1, moved 0", told.Output, StringComparison.Ordinal);
            Assert.Contains("filters -> never: Fine one", told.Output, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, "rules: [{ name: never }]", TestContext.Current.CancellationToken);
            var wrong = room.Run("discover", "what-if", file);
            Assert.Equal(StartupException.Configuration, wrong.Code);
            Assert.Contains("rules[0] needs 'then'", wrong.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
        Assert.Equal(StartupException.Configuration, room.Run("discover", "what-if", file).Code);
    }
}
