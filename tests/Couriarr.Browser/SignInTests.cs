using Couriarr.Tests.Jobs;

namespace Couriarr.Browser;

/// <summary>The door, for people who know the password, forgot it, or were away for long.</summary>
[Trait("family", "browser")]
public sealed class SignInTests
{
    [Fact]
    public async Task A_wrong_password_is_said_and_the_right_one_lets_in()
    {
        await using var scene = await Scene.SettledAsync();
        await Visitor.VisitAsync(
            scene,
            Who.Stranger,
            async visitor =>
            {
                visitor.Forgive("status of 401");
                await visitor.OpenAsync("/login");
                await visitor.FillAsync(("Name", "admin"), ("Password", "not it at all"));
                await visitor.PressAsync("Sign in", leadsTo: "/login");
                await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert).WaitForAsync();
                Assert.Equal("admin", await visitor.Page.GetByLabel("Name").InputValueAsync());

                await visitor.FillAsync(("Password", Scene.Password));
                await visitor.PressAsync("Sign in", leadsTo: "/ui/welcome/apps");
            }
        );
    }

    [Fact]
    public async Task Who_was_away_for_long_types_the_password_and_is_back()
    {
        var clock = new FakeClock();
        await using var scene = await Scene.SettledAsync(clock: clock);
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            async visitor =>
            {
                await visitor.OpenAsync(Pages.Of("sessions"));
                clock.Jump(TimeSpan.FromHours(12.1));
                await visitor.OpenAsync("/ui/sessions");
                Assert.StartsWith("/login", visitor.At, StringComparison.Ordinal);

                await visitor.FillAsync(("Name", "admin"), ("Password", Scene.Password));
                await visitor.PressAsync("Sign in", leadsTo: "/ui/sessions");
            }
        );
    }

    [Fact]
    public async Task A_page_of_strangers_signs_nobody_out()
    {
        await using var scene = await Scene.SettledAsync();
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            async visitor =>
            {
                visitor.Forgive("status of 401");
                await visitor.OpenAsync($"data:text/html,<form method=post action={scene.Address}/logout><button>Look</button></form>");
                await visitor.PressAsync("Look", leadsTo: "/logout");
                Assert.Contains("\"error\"", await visitor.Page.InnerTextAsync("body"), StringComparison.Ordinal);
                await visitor.OpenAsync(Pages.Of("sessions"));
            }
        );
    }
}
