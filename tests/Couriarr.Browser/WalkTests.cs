using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>Every page, in every look.</summary>
[Trait("family", "browser")]
public sealed class WalkTests
{
    private const string StickingOut = """
        () => [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`)
        """;

    [Theory]
    [MemberData(nameof(Pages.Ours), MemberType = typeof(Pages))]
    public async Task Fits_a_desk_and_a_phone(string page) =>
        await Walk.ToAsync(
            page,
            new Look(),
            async visitor =>
            {
                foreach (var look in Look.Few)
                {
                    await visitor.WearAsync(look);
                    var wide = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                    var sticking = wide <= look.Width ? [] : await visitor.Page.EvaluateAsync<string[]>(StickingOut);
                    Assert.True(wide <= look.Width, $"{look.Name}: {wide} pixels wide: {string.Join("; ", sticking)}");
                }
            }
        );

    [Theory]
    [MemberData(nameof(Pages.Ours), MemberType = typeof(Pages))]
    public async Task Says_what_it_is_without_scripts(string page) =>
        await Walk.ToAsync(
            page,
            new Look { Scripts = false },
            async visitor =>
            {
                Assert.NotEmpty(await visitor.HeadingAsync());
                Assert.True(await visitor.Page.Locator("main").IsVisibleAsync());
            }
        );

    [Theory]
    [MemberData(nameof(Pages.Ours), MemberType = typeof(Pages))]
    public async Task Is_dark_for_those_who_like_it_dark(string page) =>
        await Walk.ToAsync(
            page,
            new Look(),
            async visitor =>
            {
                foreach (var look in Look.Few)
                {
                    await visitor.WearAsync(look);
                    var ground = await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
                    Assert.Equal((look.Theme, look.Theme is ColorScheme.Dark), (look.Theme, int.Parse(ground.Split('(', ',')[1]) < 128));
                }
            }
        );

    [Fact]
    public async Task The_page_of_the_api_works_under_the_same_rules() =>
        await Walk.ToAsync("api-docs", new Look(), _ => Task.CompletedTask);
}
