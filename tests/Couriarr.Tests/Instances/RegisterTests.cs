using System.Text.Json.Nodes;
using Couriarr.Doors.Access;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Instances;

[Trait("family", "carry")]
public sealed class RegisterTests
{
    [Fact]
    public async Task Makes_our_webhook_with_its_secret_and_the_app_has_tested_it()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var house = await ArrHousehold.StartAsync(("sonarr-hd", sonarr));

        var done = await house.PostAsync($"/instances/sonarr-hd/register?url={house.Host.Address}");

        Assert.Equal("created", done.GetProperty("outcome").GetString());
        var hook = Assert.Single(sonarr.Shelf.Hooks);
        Assert.Equal($"{house.Host.Address}/webhooks/sonarr-hd", ValueOf(hook, "url")!.GetValue<string>());
        Assert.Equal(SecretOf(house), ValueOf(hook, "headers")![0]!["value"]!.GetValue<string>());
        string[] on = ["onDownload", "onUpgrade", "onImportComplete", "onRename", "onSeriesDelete", "onEpisodeFileDelete", "onHealthIssue"];
        Assert.All(on, trigger => Assert.True(hook[trigger]!.GetValue<bool>(), trigger));
        Assert.False(hook["onGrab"]!.GetValue<bool>());
        Assert.Equal(200, Assert.Single(sonarr.Deliveries).Status);
    }

    [Fact]
    public async Task Finds_a_likely_address_by_itself()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        var done = await house.PostAsync("/instances/radarr-hd/register");

        Assert.Equal($"{house.Host.Address}/webhooks/radarr-hd", done.GetProperty("url").GetString());
    }

    [Fact]
    public async Task Changes_nothing_that_is_right_but_has_it_tested()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.PostAsync("/instances/radarr-hd/register");
        var before = Assert.Single(radarr.Shelf.Hooks);

        var done = await house.PostAsync("/instances/radarr-hd/register");

        Assert.Equal("unchanged", done.GetProperty("outcome").GetString());
        Assert.Same(before, Assert.Single(radarr.Shelf.Hooks));
        Assert.Equal(2, radarr.Deliveries.Count);
        Assert.DoesNotContain("PUT /api/v3/notification/1", radarr.Asked);
    }

    [Fact]
    public async Task Mends_what_is_wrong_and_keeps_what_the_owner_set_besides()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.PostAsync("/instances/radarr-hd/register");
        var hook = radarr.Shelf.Hooks[0];
        (hook["name"], hook["onGrab"], hook["onRename"]) = ("To the shed", true, false);
        FieldOf(hook, "url")["value"] = "http://10.0.0.9:8475/webhooks/radarr-hd";
        FieldOf(hook, "headers")["value"] = new JsonArray(new JsonObject { ["key"] = "X-Proxy", ["value"] = "yes" });

        var done = await house.PostAsync("/instances/radarr-hd/register");

        Assert.Equal("repaired", done.GetProperty("outcome").GetString());
        Assert.Equal(["onRename", "its address", "its secret"], done.GetProperty("changes").EnumerateArray().Select(c => c.GetString()));
        var mended = Assert.Single(radarr.Shelf.Hooks);
        Assert.Equal("To the shed", mended["name"]!.GetValue<string>());
        Assert.True(mended["onGrab"]!.GetValue<bool>());
        Assert.Equal(["X-Proxy", "X-Webhook-Secret"], ValueOf(mended, "headers")!.AsArray().Select(h => h!["key"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_version_without_headers_gets_the_secret_as_a_password()
    {
        await using var radarr = await FakeArr.StartAsync(ArrFlavour.Radarr with { Version = "5.15.0.9412", KnowsHeaders = false });
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        await house.PostAsync("/instances/radarr-hd/register");
        var again = await house.PostAsync("/instances/radarr-hd/register");

        Assert.Equal("unchanged", again.GetProperty("outcome").GetString());
        Assert.Equal(SecretOf(house), ValueOf(radarr.Shelf.Hooks[0], "password")!.GetValue<string>());
        Assert.All(radarr.Deliveries, sent => Assert.Equal(200, sent.Status));
    }

    [Fact]
    public async Task A_password_that_went_wrong_is_set_anew_though_no_app_shows_it()
    {
        await using var radarr = await FakeArr.StartAsync(ArrFlavour.Radarr with { KnowsHeaders = false });
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.PostAsync("/instances/radarr-hd/register");
        FieldOf(radarr.Shelf.Hooks[0], "password")["value"] = "an old one";

        var done = await house.PostAsync("/instances/radarr-hd/register");

        Assert.Equal("its password", Assert.Single(done.GetProperty("changes").EnumerateArray()).GetString());
        Assert.Equal(SecretOf(house), ValueOf(radarr.Shelf.Hooks[0], "password")!.GetValue<string>());
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "does not reach us")]
    [InlineData("ftp://couriarr", "is no address")]
    [InlineData("http://user@couriarr:8475", "is no address")]
    public async Task Explains_why_an_address_will_not_do(string url, string words)
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        Assert.Contains(words, await house.RefusalAsync($"/instances/radarr-hd/register?url={url}", 502), StringComparison.Ordinal);
        Assert.Empty(radarr.Shelf.Hooks);
    }

    [Fact]
    public async Task Names_the_instances_there_are_when_asked_for_another()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        Assert.Contains("radarr-hd", await house.RefusalAsync("/instances/radarr-4k/register", 404), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_how_every_instance_is_and_what_can_be_chosen_from()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("sonarr-hd", sonarr), ("radarr-hd", radarr));
        await house.PostAsync("/instances/sonarr-hd/register");
        await radarr.StopAsync();

        var all = (await house.Host.GetAsync("/instances")).EnumerateArray().ToDictionary(i => i.GetProperty("name").GetString()!);
        var choices = await house.Host.GetAsync("/instances/sonarr-hd/choices");

        Assert.Equal(sonarr.Flavour.Version, all["sonarr-hd"].GetProperty("version").GetString());
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, all["sonarr-hd"].GetProperty("last_webhook").ValueKind);
        Assert.Contains("refuses", all["radarr-hd"].GetProperty("trouble").GetString(), StringComparison.Ordinal);
        Assert.Equal("/tv", choices.GetProperty("root_folders")[0].GetProperty("path").GetString());
    }

    private static string SecretOf(ArrHousehold house) => house.Host.Get<Keys>().Webhooks!.Reveal();

    private static JsonObject FieldOf(JsonObject hook, string name) =>
        hook["fields"]!.AsArray().OfType<JsonObject>().Single(field => field["name"]!.GetValue<string>() == name);

    private static JsonNode? ValueOf(JsonObject hook, string name) => FieldOf(hook, name)["value"];
}
