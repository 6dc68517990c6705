using System.Net;

namespace Couriarr.Tests.Dashboard;

/// <summary>A key that Couriarr made is replaced by another one from a page.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class NewKeyTests
{
    private const string Home = "/ui/settings";
    private const string Act = $"{Home}/new-key";

    [Fact]
    public async Task A_new_key_is_made_while_it_begins_anew_and_the_others_stay()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var before = await KeysAsync(host);

        await reader.SendAsync(Home, Act, HttpStatusCode.OK, ("key", "COURIARR_METRICS_TOKEN"));
        await host.UntilUpAsync(turn: 2);

        var after = await KeysAsync(host);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.Equal(["COURIARR_METRICS_TOKEN"], after.Where(key => before[key.Key] != key.Value).Select(key => key.Key));
        var page = await reader.TextAsync(Home);
        Assert.Contains("There is a new COURIARR_METRICS_TOKEN", page, StringComparison.Ordinal);
        Assert.DoesNotContain(after["COURIARR_METRICS_TOKEN"], page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COURIARR_API_KEY")]
    [InlineData("PATH")]
    public async Task A_key_of_the_owner_and_one_that_is_none_are_left_alone(string name)
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();

        var page = await reader.PressAsync(Home, Act, ("key", name));

        Assert.Contains($"'{name}' is no key that Couriarr made.", page, StringComparison.Ordinal);
        Assert.Equal(1, host.Turns);
    }

    private static async Task<Dictionary<string, string>> KeysAsync(SavingHost host) =>
        (await File.ReadAllLinesAsync(Path.Combine(host.Data, "keys.env"), TestContext.Current.CancellationToken))
            .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}
