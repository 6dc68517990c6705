namespace Couriarr.Browser;

/// <summary>Nobody is shut out: no page has what axe-core calls serious or critical, in both themes, wide and narrow.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class AxeTests
{
    [Theory]
    [MemberData(nameof(Pages.Ours), MemberType = typeof(Pages))]
    public async Task Finds_nothing_serious(string page) =>
        await Walk.ToAsync(
            page,
            new Look(),
            async visitor =>
            {
                foreach (var look in Look.Few)
                {
                    await visitor.WearAsync(look);
                    var found = await Axe.FindAsync(visitor.Page);
                    Assert.True(found.Length == 0, $"{look.Name}: {string.Join('\n', found)}");
                }
            }
        );

    /// <summary>Or it would find nothing anywhere.</summary>
    [Fact]
    public async Task Finds_what_is_serious() =>
        await Walk.ToAsync(
            "login",
            new Look(),
            async visitor =>
            {
                await visitor.Page.EvaluateAsync("for (const label of document.querySelectorAll('label')) label.remove()");
                Assert.Contains(await Axe.FindAsync(visitor.Page), found => found.Contains("critical label", StringComparison.Ordinal));
            }
        );
}
