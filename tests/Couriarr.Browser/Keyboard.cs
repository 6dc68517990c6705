using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>A visitor's ten fingers.</summary>
internal static class Keyboard
{
    private const string Stops = """
        [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(e => !e.disabled && e.type !== 'hidden' && e.checkVisibility())
        """;

    /// <summary>How many places of a page can be gone to. What is one of a group of radio buttons does not count by itself.</summary>
    public const string CountOfStops = $"() => ({Stops}).length";

    private const string Where = $$"""
        () => {
            const here = document.activeElement, style = getComputedStyle(here);
            return {
                number: ({{Stops}}).indexOf(here),
                name: (here.labels?.[0]?.innerText ?? here.getAttribute('aria-label') ?? here.innerText ?? '').trim(),
                isSeen: here === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
            };
        }
        """;

    /// <summary>One step further. Where it leads has to be seen.</summary>
    public static async Task<Stop> TabAsync(this Visitor visitor)
    {
        await visitor.Page.Keyboard.PressAsync("Tab");
        var stop = await visitor.Page.EvaluateAsync<Stop>(Where);
        Assert.True(stop.IsSeen, $"Nobody sees that '{stop.Name}' is the one that would be pressed.");
        return stop;
    }

    public static async Task TabToAsync(this Visitor visitor, string name)
    {
        var most = 2 + await visitor.Page.EvaluateAsync<int>(CountOfStops);
        var passed = new List<string>();
        while (passed.Count <= most)
        {
            passed.Add((await visitor.TabAsync()).Name);
            if (passed[^1] == name)
                return;
        }
        Assert.Fail($"Tab does not lead to '{name}', only to: {string.Join(", ", passed)}");
    }

    public static async Task TypeAsync(this Visitor visitor, string label, string text)
    {
        await visitor.TabToAsync(label);
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    public static async Task EnterAsync(this Visitor visitor, string name, string leadsTo)
    {
        await visitor.TabToAsync(name);
        await visitor.Page.Keyboard.PressAsync("Enter");
        // By then its script has run, and nothing more is needed to go on.
        await visitor.Page.WaitForURLAsync($"{visitor.Scene.Address}{leadsTo}", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
    }

    /// <summary>Where somebody is who goes by Tab.</summary>
    public sealed class Stop
    {
        public int Number { get; set; }
        public string Name { get; set; } = "";
        public bool IsSeen { get; set; }
    }
}
