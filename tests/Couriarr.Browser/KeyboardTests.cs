using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>Without a mouse: everything is reached by Tab, and it is always seen where one is.</summary>
[Trait("family", "browser")]
public sealed class KeyboardTests
{
    [Fact]
    public async Task Sets_up_looks_around_and_leaves()
    {
        await using var scene = await Scene.EmptyAsync();
        await Visitor.VisitAsync(
            scene,
            Who.First,
            async visitor =>
            {
                await visitor.OpenAsync(Pages.Of("setup"));
                await visitor.TypeAsync("Code", scene.Code);
                await visitor.TypeAsync("Password", Scene.Password);
                await visitor.TypeAsync("Password again", Scene.Password);
                await visitor.EnterAsync("Begin", leadsTo: "/ui/welcome/apps");
                await visitor.EnterAsync("Sign out", leadsTo: "/login");
                await visitor.TypeAsync("Name", "admin");
                await visitor.TypeAsync("Password", Scene.Password);
                await visitor.EnterAsync("Sign in", leadsTo: "/ui/welcome/apps");
                await visitor.EnterAsync("Do the rest later", leadsTo: "/");
            }
        );
    }

    [Fact]
    public async Task Leads_from_an_app_to_its_first_file_that_arrives()
    {
        await using var house = await NewHouse.BuildAsync();
        await Visitor.VisitAsync(
            house.Scene,
            Who.First,
            async visitor =>
            {
                await visitor.OpenAsync(Pages.Of("setup"));
                await visitor.TypeAsync("Code", house.Scene.Code);
                await visitor.TypeAsync("Password", Scene.Password);
                await visitor.TypeAsync("Password again", Scene.Password);
                await visitor.EnterAsync("Begin", leadsTo: "/ui/welcome/apps");
                await visitor.EnterAsync("Radarr", leadsTo: "/ui/add/instances?kind=radarr&back=%2Fui%2Fwelcome%2Fapps");
                await visitor.TypeAsync("Url *", house.Radarr.Address.ToString());
                await visitor.TypeAsync("Api key", house.Radarr.ApiKey);
                await visitor.EnterAsync("Add", leadsTo: "/ui/welcome/apps");
                await visitor.EnterAsync("Go on", leadsTo: "/ui/welcome/way");
                await visitor.EnterAsync("Prove its way", leadsTo: "/ui/welcome/way/doctor");
                await visitor.EnterAsync("A real import", leadsTo: "/ui/welcome/import");
                await visitor.EnterAsync("Carry its newest import", leadsTo: "/ui/welcome/import");
                await visitor.SeeAsync($"It works: {NewHouse.First} has arrived.");
            }
        );
    }

    [Theory]
    [MemberData(nameof(Pages.Ours), MemberType = typeof(Pages))]
    public async Task Reaches_everything_and_sees_where_it_is(string page) =>
        await Walk.ToAsync(
            page,
            new Look(),
            async visitor =>
            {
                // What is counted would not be what is walked: whatever it is told from now on, and is being told, has no pieces.
                await visitor.Page.EvaluateAsync(
                    """
                    () => {
                        DOMParser.prototype.parseFromString = () => document.implementation.createHTMLDocument();
                        document.querySelectorAll('[data-live]').forEach(piece => delete piece.dataset.live);
                    }
                    """
                );
                var wanted = await visitor.Page.EvaluateAsync<int>(Keyboard.CountOfStops);
                var seen = new HashSet<int>();
                for (var step = 0; step < wanted + 2; step++)
                    seen.Add((await visitor.TabAsync()).Number);
                Assert.Superset(Enumerable.Range(0, wanted).ToHashSet(), seen);
            }
        );

    [Fact]
    public async Task Stays_on_a_thing_while_its_piece_is_drawn_anew() =>
        await Walk.ToAsync(
            "queue",
            new Look(),
            async visitor =>
            {
                await visitor.Page.Locator("#lanes form[action$='/mirror/pause'] button").FocusAsync();
                await visitor.Page.EvaluateAsync("document.getElementById('lanes').dataset.old = ''");
                await visitor.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
                await visitor.Page.Locator("#lanes:not([data-old])").WaitForAsync();
                Assert.EndsWith(
                    "/ui/lanes/mirror/pause",
                    await visitor.Page.EvaluateAsync<string>("document.activeElement.form?.action ?? ''"),
                    StringComparison.Ordinal
                );
            }
        );
}
