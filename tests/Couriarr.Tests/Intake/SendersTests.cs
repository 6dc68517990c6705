using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Arr;

namespace Couriarr.Tests.Intake;

/// <summary>Who sent a webhook, when its address does not say.</summary>
[Trait("family", "carry")]
public sealed class SendersTests
{
    [Theory]
    [InlineData("Sonarr 4K", "sonarr-4k")]
    [InlineData("sonarr_hd", "sonarr-hd")]
    [InlineData("Sonarr", "sonarr")]
    public async Task Knows_an_instance_by_the_name_it_gives_itself(string name, string instance)
    {
        await using var host = await InboxHost.StartAsync(["sonarr-hd", "sonarr-4k", "radarr-hd"]);
        var body = Fixture.Read("sonarr/Download.json").Replace("\"Sonarr\"", $"\"{name}\"", StringComparison.Ordinal);

        var taken = await host.SendAsync("/sync", body);

        Assert.Equal(instance, (await host.HandledAsync(taken.Id)).GetProperty("instance").GetString());
    }

    [Theory]
    [InlineData("http://radarr-4k.lan", "radarr-4k")]
    [InlineData("http://RADARR-HD.lan:80/", "radarr-hd")]
    [InlineData("http://elsewhere.lan", "radarr")]
    public async Task Knows_an_instance_by_the_address_it_gives_itself(string url, string instance)
    {
        await using var host = await InboxHost.StartAsync(["radarr-hd", "radarr-4k"]);
        var body = JsonNode.Parse(Fixture.Read("radarr/Download.json"))!;
        body["applicationUrl"] = url;

        var taken = await host.SendAsync("/sync/radarr", body.ToJsonString());

        Assert.Equal(instance, (await host.HandledAsync(taken.Id)).GetProperty("instance").GetString());
    }

    [Theory]
    [InlineData("/data/media/movies", null, "radarr-4k")]
    [InlineData("/data/media/movies", "/data/media", "radarr")]
    [InlineData("/data/media/mov", null, "radarr")]
    public async Task Knows_an_instance_by_the_folder_that_is_mapped_for_it_alone(string own, string? everybodys, string instance)
    {
        var mappings = new List<PathMapping>
        {
            new() { From = own, Instance = "radarr-4k" },
        };
        if (everybodys is not null)
            mappings.Add(new() { From = everybodys });
        await using var host = await InboxHost.StartAsync(
            ["radarr-hd", "radarr-4k"],
            change: options => options with { Paths = new() { Mappings = mappings } }
        );

        var taken = await host.SendFileAsync("/sync/radarr", "radarr/Download.json");

        var entry = await host.HandledAsync(taken.Id);
        Assert.Equal(instance, entry.GetProperty("instance").GetString());
        Assert.StartsWith($"{instance}:", entry.GetProperty("work_key").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/webhooks/sonarr", "sonarr/Download.json", "sonarr-hd")]
    [InlineData("/sync", "radarr/Health.json", "radarr-hd")]
    public async Task The_only_one_of_its_kind_is_meant(string address, string file, string instance)
    {
        await using var host = await InboxHost.StartAsync(["sonarr-hd", "radarr-hd"]);

        await host.SendFileAsync(address, file);

        Assert.Equal(instance, Assert.Single(await host.EntriesAsync()).GetProperty("instance").GetString());
    }
}
