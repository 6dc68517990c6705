using System.Text.RegularExpressions;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>The set-up from the code to the first file that has arrived.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class WizardTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leads_from_the_code_to_a_file_that_arrives(bool scripts)
    {
        await using var house = await NewHouse.BuildAsync();
        await Visitor.VisitAsync(
            house.Scene,
            Who.First,
            new Look { Scripts = scripts },
            async visitor =>
            {
                await BecomeAdministratorAsync(visitor);
                await AddAppAsync(visitor, house);
                await ProveWayAsync(visitor, house);
                await AddPlayerAsync(visitor, house);
                await AddChannelAsync(visitor, house);
                await ImportAsync(visitor, house);
                await visitor.OpenAsync("/ui/welcome/way");
                await visitor.PressAsync("Prove its way", "/ui/welcome/way/doctor");
                Assert.Equal(NewHouse.Hops, await visitor.Page.Locator(".chain .ok strong").AllInnerTextsAsync());
                await visitor.OpenAsync("/ui/welcome/import");
                await visitor.FollowAsync("To the overview", "/");
                Assert.Equal("Overview", await visitor.HeadingAsync());
            }
        );
    }

    [Fact]
    public async Task Names_the_first_hop_that_does_not_hold_and_what_to_do()
    {
        await using var house = await NewHouse.BuildAsync();
        house.LoseTheFile();
        await Visitor.VisitAsync(
            house.Scene,
            Who.First,
            async visitor =>
            {
                await BecomeAdministratorAsync(visitor);
                await Scenes.AddAsync(house.Scene, "instances", "radarr", "radarr", house.AppOptions);
                await visitor.OpenAsync("/ui/welcome/way");
                await visitor.PressAsync("Prove its way", "/ui/welcome/way/doctor");
                await visitor.Page.GetByText("The way ends here:").WaitForAsync();
                Assert.Equal(["App", "Import", "Mapping", "Source"], await visitor.Page.Locator(".chain .ok strong").AllInnerTextsAsync());
                Assert.Equal(["File"], await visitor.Page.Locator(".chain .broken strong").AllInnerTextsAsync());
                Assert.Contains("is not there", await visitor.Page.Locator(".chain .broken").InnerTextAsync(), StringComparison.Ordinal);
                await visitor.Page.GetByText("What would mend it").WaitForAsync();
            }
        );
    }

    [Fact]
    public async Task Lets_every_step_be_skipped_and_come_back_to()
    {
        await using var scene = await Scene.EmptyAsync();
        await Visitor.VisitAsync(
            scene,
            Who.First,
            async visitor =>
            {
                await BecomeAdministratorAsync(visitor);
                foreach (var step in new[] { "way", "players", "channels", "import" })
                    await visitor.FollowAsync("Skip this", $"/ui/welcome/{step}");
                await visitor.FollowAsync("To the overview", "/");
                await visitor.OpenAsync("/ui/welcome");
                Assert.Equal("/ui/welcome/apps", visitor.At);
            }
        );
    }

    private static async Task BecomeAdministratorAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/");
        await visitor.FillAsync(("Code", visitor.Scene.Code), ("Password", Scene.Password), ("Password again", Scene.Password));
        await visitor.PressAsync("Begin", leadsTo: "/ui/welcome/apps");
        await visitor.OpenAsync("/");
        Assert.Equal("/ui/welcome/apps", visitor.At);
    }

    // First with a key that is none: its sentence stands beside it, and what was typed stays.
    private static async Task AddAppAsync(Visitor visitor, NewHouse house)
    {
        await visitor.FollowAsync("Radarr", "/ui/add/instances?kind=radarr&back=%2Fui%2Fwelcome%2Fapps");
        await visitor.FillAsync(("Url *", house.Radarr.Address.ToString()), ("Api key", new string('9', 32)));
        await visitor.PressAsync("Test it first", "/ui/add/instances");
        await visitor.Page.Locator("[name='o.api_key'] + .complaint").WaitForAsync();
        await visitor.FillAsync(("Api key", house.Radarr.ApiKey));
        await visitor.PressAsync("Test it first", "/ui/add/instances");
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Root folders" }).WaitForAsync();
        Assert.Contains("/movies", await visitor.Page.Locator(".cards .mono").AllInnerTextsAsync());
        await visitor.FillAsync(("Api key", house.Radarr.ApiKey));
        await visitor.PressAsync("Add", "/ui/welcome/apps");
        await visitor.Page.GetByText("'radarr' is added.").WaitForAsync();
        await visitor.FollowAsync("Go on", "/ui/welcome/way");
    }

    private static async Task ProveWayAsync(Visitor visitor, NewHouse house)
    {
        await visitor.PressAsync("Prove its way", "/ui/welcome/way/doctor");
        // The file is found in the history at the same time: it may be on its way already.
        await visitor.Page.GetByText(new Regex("^(The way holds\\.|The way is whole\\.)")).WaitForAsync();
        Assert.Equal(
            NewHouse.Hops[..^1],
            (await visitor.Page.Locator(".chain .ok strong").AllInnerTextsAsync()).Take(NewHouse.Hops.Length - 1)
        );
        await visitor.PressAsync("Register the webhook", "/ui/welcome/way");
        await visitor.Page.GetByText("The webhook is in 'radarr'").WaitForAsync();
        Assert.Single(house.Radarr.Shelf.Hooks);
        await visitor.FollowAsync("Go on", "/ui/welcome/players");
    }

    private static async Task AddPlayerAsync(Visitor visitor, NewHouse house)
    {
        await visitor.FollowAsync("Plex", "/ui/add/players?kind=plex&back=%2Fui%2Fwelcome%2Fplayers");
        await visitor.FillAsync(("Url *", house.Plex.Address.ToString()), ("Token *", house.Plex.Token));
        await visitor.PressAsync("Add", "/ui/welcome/players");
        await visitor.FollowAsync("Libraries", "/ui/receivers/plex/libraries");
        await visitor.Page.GetByRole(AriaRole.Cell, new() { Name = "Films", Exact = true }).WaitForAsync();
        await visitor.OpenAsync("/ui/welcome/players");
        await visitor.FollowAsync("Go on", "/ui/welcome/channels");
    }

    private static async Task AddChannelAsync(Visitor visitor, NewHouse house)
    {
        await visitor.FollowAsync("Webhook", "/ui/add/channels?kind=webhook&back=%2Fui%2Fwelcome%2Fchannels");
        await visitor.FillAsync(("Url *", house.Family.Address.ToString()));
        await visitor.PressAsync("Add", "/ui/welcome/channels");
        await visitor.PressAsync("Send a test message", "/ui/welcome/channels");
        await house.Scene.UntilAsync(() => Task.FromResult(!house.Family.Came.IsEmpty));
        await visitor.FollowAsync("Go on", "/ui/welcome/import");
    }

    private static async Task ImportAsync(Visitor visitor, NewHouse house)
    {
        await visitor.PressAsync("Carry its newest import", "/ui/welcome/import");
        await visitor.SeeAsync($"It works: {NewHouse.First} has arrived.");
        await Scenes.ImportAsync(house.Radarr, house.Radarr.Add("Harbour of Salt"), "Harbour of Salt.mkv");
        await visitor.SeeAsync("It works: Harbour of Salt has arrived.");
        await house.Disk.UntilCarriedAsync(2);
    }
}
