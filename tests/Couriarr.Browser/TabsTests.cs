using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>One person with two tabs: each is true without being loaded again, and nothing that was typed is lost without a word.</summary>
[Trait("family", "browser")]
public sealed class TabsTests
{
    private const string Channel = "/ui/members/channels/family";

    [Fact]
    public async Task What_is_done_to_a_job_is_seen_in_the_other()
    {
        await using var scene = await Scene.SettledAsync();
        await Scenes.AddErrandsAsync(scene);
        await WithTwoAsync(
            scene,
            async (visitor, other) =>
            {
                await visitor.OpenAsync(Pages.Of("job-failed"));
                await other.GotoAsync(visitor.At);
                await other.Locator("#job").GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
                await visitor.Page.Locator("#attempts li").Nth(1).WaitForAsync();
            }
        );
    }

    [Fact]
    public async Task A_receiver_that_is_added_is_seen_in_the_other()
    {
        await using var scene = await WithChannelAsync();
        await WithTwoAsync(
            scene,
            async (visitor, other) =>
            {
                await visitor.OpenAsync("/ui/receivers");
                await visitor.Page.Locator("body[data-feed=open]").WaitForAsync();
                await other.GotoAsync("/ui/add/channels?kind=webhook");
                await other.GetByLabel("Name").FillAsync("hall");
                await other.GetByLabel("Url *").FillAsync("http://127.0.0.1:9");
                await other.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
                await visitor.Page.Locator("#channels").GetByRole(AriaRole.Link, new() { Name = "hall" }).WaitForAsync();
            }
        );
    }

    [Fact]
    public async Task Who_signs_out_in_one_is_led_to_the_login_in_the_other_and_told_why()
    {
        await using var scene = await WithChannelAsync();
        await WithTwoAsync(
            scene,
            async (visitor, other) =>
            {
                await visitor.OpenAsync("/ui/password");
                await SignOutAsync(other);
                await visitor.FollowAsync("System", "/login?to=%2Fui%2Fsystem");
                await visitor.Page.GetByText("You were signed out meanwhile. Sign in to go on.").WaitForAsync();
            }
        );
    }

    [Fact]
    public async Task A_page_that_is_live_leads_to_the_login_by_itself()
    {
        await using var scene = await WithChannelAsync();
        await WithTwoAsync(
            scene,
            async (visitor, other) =>
            {
                await visitor.OpenAsync("/ui/queue");
                await visitor.Page.Locator("body[data-feed=open]").WaitForAsync();
                await SignOutAsync(other);
                await visitor.Page.WaitForURLAsync($"{scene.Address}/login?to=%2Fui%2Fqueue");
                await visitor.Page.GetByText("You were signed out meanwhile. Sign in to go on.").WaitForAsync();
            }
        );
    }

    [Fact]
    public async Task The_second_to_save_is_told_that_it_was_changed_meanwhile_and_keeps_what_was_typed()
    {
        await using var scene = await WithChannelAsync();
        await WithTwoAsync(
            scene,
            async (visitor, other) =>
            {
                visitor.Forgive("status of 400");
                await visitor.OpenAsync(Channel);
                await other.GotoAsync(Channel);
                await SaveAsync(other, "garden");
                await other.GetByText("'family' is changed.").WaitForAsync();
                await SaveAsync(visitor.Page, "hall");
                await visitor.Page.GetByText("'family' was changed meanwhile by somebody else.").WaitForAsync();
                Assert.Equal("hall", await visitor.Page.GetByLabel("Topic *").InputValueAsync());
                await visitor.PressAsync("Save", "/ui/receivers");
            }
        );
    }

    [Fact]
    public Task A_form_that_outlived_its_session_has_what_was_typed_behind_the_login() =>
        TypeAndLoseSessionAsync(
            _ => Task.CompletedTask,
            async visitor =>
            {
                await visitor.Page.GetByText("You were signed out meanwhile, so this was not done.").WaitForAsync();
                await visitor.FillAsync(("Name", "admin"), ("Password", Scene.Password));
                await visitor.PressAsync("Sign in", leadsTo: Channel);
            }
        );

    [Fact]
    public Task A_form_of_the_session_before_has_what_was_typed_and_is_sent_again() =>
        TypeAndLoseSessionAsync(
            async other =>
            {
                await other.GetByLabel("Name").FillAsync("admin");
                await other.GetByLabel("Password").FillAsync(Scene.Password);
                await other.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
                await other.WaitForURLAsync("**/ui/welcome/apps");
            },
            visitor => visitor.Page.GetByText("You signed in anew meanwhile, so this was not done.").WaitForAsync()
        );

    /// <param name="meanwhile">In the other tab, after it signed out.</param>
    /// <param name="next">In the first, once it sent its form, until that is seen again.</param>
    private static async Task TypeAndLoseSessionAsync(Func<IPage, Task> meanwhile, Func<Visitor, Task> next)
    {
        await using var scene = await WithChannelAsync();
        await WithTwoAsync(
            scene,
            async (visitor, other) =>
            {
                await visitor.OpenAsync(Channel);
                await visitor.Page.GetByLabel("Topic *").FillAsync("hall");
                await SignOutAsync(other);
                await meanwhile(other);
                await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
                await next(visitor);
                await SeeAgainAsync(visitor);
                await visitor.PressAsync("Save", "/ui/receivers");
            }
        );
    }

    private static async Task SeeAgainAsync(Visitor visitor)
    {
        await visitor.Page.GetByText("What you typed is here again").WaitForAsync();
        Assert.Equal("hall", await visitor.Page.GetByLabel("Topic *").InputValueAsync());
    }

    private static async Task SaveAsync(IPage page, string topic)
    {
        await page.GetByLabel("Topic *").FillAsync(topic);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage other)
    {
        await other.GotoAsync("/ui/sessions");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await other.WaitForURLAsync("**/login");
    }

    private static async Task<Scene> WithChannelAsync()
    {
        var scene = await Scene.SettledAsync();
        await Scenes.AddAsync(scene, "channels", "family", "ntfy", new { url = "http://127.0.0.1:9", topic = "home" });
        return scene;
    }

    private static Task WithTwoAsync(Scene scene, Func<Visitor, IPage, Task> does) =>
        Visitor.VisitAsync(scene, Who.Household, async visitor => await does(visitor, await visitor.Context.NewPageAsync()));
}
