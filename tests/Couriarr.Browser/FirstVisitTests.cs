namespace Couriarr.Browser;

/// <summary>Somebody gets in, finds their way, and out again.</summary>
[Trait("family", "browser")]
public sealed class FirstVisitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leads_from_the_code_to_the_first_page_and_out_again(bool scripts)
    {
        await using var scene = await Scene.EmptyAsync();
        await Visitor.VisitAsync(
            scene,
            Who.First,
            new Look { Scripts = scripts },
            async visitor =>
            {
                await visitor.OpenAsync("/");
                await visitor.Page.WaitForURLAsync("**/setup");
                await visitor.FillAsync(("Code", scene.Code), ("Password", Scene.Password), ("Password again", Scene.Password));
                await visitor.PressAsync("Begin", leadsTo: "/ui/welcome/apps");
                Assert.Equal("Apps", await visitor.HeadingAsync());
                Assert.Equal("", await visitor.Page.EvaluateAsync<string>("document.cookie"));
                await visitor.PressAsync("Sign out", leadsTo: "/login");

                await visitor.FillAsync(("Name", "admin"), ("Password", Scene.Password));
                await visitor.PressAsync("Sign in", leadsTo: "/ui/welcome/apps");
                await visitor.Page.GetByText("Do the rest later").ClickAsync();
                await visitor.Page.WaitForURLAsync($"{scene.Address}/");
                Assert.Equal("Overview", await visitor.HeadingAsync());
            }
        );
    }
}
