using Couriarr.Tests.Doors;
using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>A page that is open says what is true, and leaves alone what its visitor does on it.</summary>
[Trait("family", "browser")]
public sealed class LiveTests
{
    // In every piece that changes by itself: opens, ticks, types and scrolls whatever can be, and remembers it. Each piece gets a mark that
    // the server knows nothing of, so that it is seen when it was drawn anew.
    private const string Touch = """
        () => {
            const pieces = [...document.querySelectorAll('[data-live][id]')];
            const all = (what) => pieces.flatMap(piece => [...piece.querySelectorAll(what)]);
            const does = [];
            for (const one of all('details')) { one.open = true; does.push([one, () => one.open]); }
            for (const one of all('input[type=checkbox]:not(:disabled)')) {
                const ticked = !one.checked;
                one.click();
                does.push([one, () => one.checked === ticked]);
            }
            for (const one of all('input:not([type=hidden], [type=checkbox], [type=radio]), textarea')) {
                one.value = 'half-ty';
                does.push([one, () => one.value === 'half-ty']);
            }
            for (const one of all('*'))
                if (one.scrollWidth > one.clientWidth + 20 && /auto|scroll/.test(getComputedStyle(one).overflowX)) {
                    one.scrollLeft = 15;
                    does.push([one, () => one.scrollLeft === 15]);
                }
            const stand = all('input:not([type=hidden]), a[href], button')[0];
            stand?.focus();
            if (stand) does.push([stand, () => document.activeElement === stand]);
            for (const piece of pieces) piece.dataset.old = '';
            window.touched = does;
            return does.length;
        }
        """;

    private const string Lost = """
        () => window.touched.filter(([one, holds]) => one.isConnected && !holds()).map(([one]) => one.outerHTML.slice(0, 200))
        """;

    private const string Kept = "() => window.touched.filter(([one, holds]) => one.isConnected && holds()).length";

    [Theory]
    [MemberData(nameof(Pages.Ours), MemberType = typeof(Pages))]
    public async Task What_a_visitor_did_stays_while_its_piece_is_drawn_anew(string page) =>
        await Walk.ToAsync(
            page,
            new Look(Look.Phone),
            async visitor =>
            {
                var touched = await visitor.Page.EvaluateAsync<int>(Touch);
                await visitor.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
                await visitor.Page.WaitForFunctionAsync("() => !document.querySelector('[data-live][data-old]')");
                Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(Lost));
                Assert.True(touched == 0 || await visitor.Page.EvaluateAsync<int>(Kept) > 0, "Everything was thrown away.");
            }
        );

    [Fact]
    public async Task Says_that_the_connection_is_lost_and_catches_up_when_it_is_back()
    {
        await using var scene = await Scene.SettledAsync();
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            async visitor =>
            {
                var wires = new Wires();
                await wires.LayAsync(visitor.Page);
                await visitor.OpenAsync(Pages.Of("history"));
                await visitor.Page.Locator("body[data-feed=open]").WaitForAsync();

                visitor.Forgive("ERR_FAILED");
                await wires.CutAsync();
                await visitor.Page.GetByText("Couriarr does not answer").WaitForAsync();
                await scene.Host.EnqueueAsync(new Errand("Wind the clock", Succeed: true));
                wires.Mend();

                await visitor.Page.GetByText("Couriarr does not answer").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
                await visitor.Page.GetByText("Wind the clock").WaitForAsync();
            }
        );
    }

    /// <summary>Between a page and the service.</summary>
    private sealed class Wires
    {
        private volatile bool _isCut;
        private IWebSocketRoute? _feed;

        public async Task LayAsync(IPage page)
        {
            await page.RouteWebSocketAsync(
                _ => true,
                feed =>
                {
                    _feed = feed;
                    feed.ConnectToServer();
                }
            );
            await page.RouteAsync(_ => true, route => _isCut ? route.AbortAsync() : route.ContinueAsync());
        }

        public async Task CutAsync()
        {
            _isCut = true;
            await _feed!.CloseAsync();
        }

        public void Mend() => _isCut = false;
    }
}
