namespace Couriarr.Browser;

/// <summary>What needs quick hands: the review queue by keyboard, and rules that are tried while they are typed.</summary>
[Trait("family", "browser")]
public sealed class FindingTests
{
    [Fact]
    public async Task A_queue_is_worked_through_by_keyboard_without_leaving_the_page()
    {
        await using var scene = await Scene.SettledAsync();
        await Findings.AddShowsAsync(scene);
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            async visitor =>
            {
                await visitor.OpenAsync(Pages.Of("review"));
                await visitor.Page.GetByText("Keys: j and k move").WaitForAsync();
                await visitor.Page.Keyboard.PressAsync("j");
                await visitor.Page.Keyboard.PressAsync("j");
                await visitor.Page.Locator("#tvmaze-2:focus").WaitForAsync();
                await visitor.Page.Keyboard.PressAsync("x");
                Assert.True(await visitor.Page.Locator("#tvmaze-2 input").IsCheckedAsync());

                await visitor.Page.Keyboard.PressAsync("r");
                await visitor.Page.GetByText("1 title is not added.").WaitForAsync();
                await visitor.Page.Locator("#tvmaze-3:focus").WaitForAsync();
                Assert.Equal(0, await visitor.Page.Locator("#tvmaze-2").CountAsync());

                await visitor.Page.Keyboard.PressAsync("u");
                await visitor.Page.GetByText("1 title waits for your word again.").WaitForAsync();
                await visitor.Page.Locator("#tvmaze-2").WaitForAsync();
                Assert.Equal("/ui/review", visitor.At);
            }
        );
    }

    [Fact]
    public async Task Rules_are_tried_while_they_are_typed()
    {
        await using var scene = await Scene.SettledAsync();
        await Findings.AddShowsAsync(scene);
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            async visitor =>
            {
                await visitor.OpenAsync(Pages.Of("rules"));
                var (text, piece) = (visitor.Page.Locator("#text"), visitor.Page.Locator("#what-if"));
                await text.FillAsync("rules:\n  - name: no ferries\n    when: { title: { contains: ferry } }\n    then: skip\n");
                await piece.GetByText("1 show less").WaitForAsync();
                await piece.GetByText("The Glass Ferry").WaitForAsync();

                await text.FillAsync("rules:\n  - name: no ferries\n    when: { tilte: ferry }\n    then: skip\n");
                await piece.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Line 3" }).ClickAsync();
                Assert.Equal(
                    "    when: { tilte: ferry }",
                    await text.EvaluateAsync<string>("t => t.value.slice(t.selectionStart, t.selectionEnd)")
                );
            }
        );
    }
}
