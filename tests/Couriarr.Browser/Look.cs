using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>With what somebody comes: how wide their window is, which colours they like, whether their browser runs scripts.</summary>
internal sealed record Look(int Width = Look.Desktop, ColorScheme Theme = ColorScheme.Light, bool Scripts = true)
{
    public const int Desktop = 1280;
    public const int Phone = 390;

    /// <summary>Each theme at each width.</summary>
    public static IReadOnlyList<Look> All { get; } =
    [.. new[] { Desktop, Phone }.SelectMany(_ => Themes, (width, theme) => new Look(width, theme))];

    /// <summary>Both widths and both themes, in as few looks as can be.</summary>
    public static IReadOnlyList<Look> Few { get; } = [new(), new(Phone, ColorScheme.Dark)];

    private static ColorScheme[] Themes => [ColorScheme.Light, ColorScheme.Dark];

    public int Height => Width == Phone ? 844 : 900;

    /// <summary>As it is called in the name of a file.</summary>
    public string Name => $"{(Width == Phone ? "phone" : "desktop")}-{Theme.ToString().ToLowerInvariant()}";

    public BrowserNewContextOptions Context(string address) =>
        new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = Width, Height = Height },
            ColorScheme = Theme,
            JavaScriptEnabled = Scripts,
            HasTouch = Width == Phone,
            // A calm picture, and nothing to wait for.
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "UTC",
        };
}
