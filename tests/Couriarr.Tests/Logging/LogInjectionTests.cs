using System.Globalization;
using System.Text;
using System.Text.Json;
using Couriarr.Logging;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class LogInjectionTests
{
    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "new line and a forged entry", "Dune\n2026-03-01 12:00:00.000 +00:00 INFO     Judge: all is well" },
            { "carriage return that overwrites", "Dune\rroot logged in" },
            { "both", "Dune\r\nforged" },
            { "colours", "\u001b[31mred\u001b[0m" },
            { "window title", "\u001b]0;owned\u0007" },
            { "clears the screen by one C1 byte", "\u009b2J" },
            { "C1 new line", "a\u0085b" },
            { "backspaces", "secret\b\b\b\b\b\b" },
            { "null and delete", "a\0b\u007f" },
            { "vertical tab and form feed", "a\vb\fc\td" },
            { "line and paragraph separators", "a\u2028b\u2029c" },
            { "turned direction", "photo\u202egpj.exe" },
            { "isolates", "a\u2066b\u2069\u061c" },
            { "hidden letters", "ad\u200bmin\u200d\ufeff\u2060" },
            { "letters of the tag plane", "a\U000E0041b" },
            { "half a character", "a\ud800b" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task One_event_is_one_line_without_anything_that_steers(string what, string title)
    {
        await using var scratch = new ScratchBook(with: o => o with { Json = Path.Combine(o.Folder, LogOptions.JsonName) });

        scratch.Logger.LogWarning(new InvalidOperationException(title), "Could not transfer {Title}", title);

        var text = Assert.Single(await scratch.LinesAsync());
        var json = Assert.Single(await scratch.LinesAsync(LogOptions.JsonName));
        Assert.DoesNotContain((text + json).EnumerateRunes(), IsTreacherous);
        Assert.True(TextLayout.Read(text) is { Source: "Something", Level: LogLevel.Warning }, what);
        using var read = JsonDocument.Parse(json);
        Assert.Equal(Whole($"Could not transfer {title}"), read.RootElement.GetProperty("message").GetString());
        Assert.Equal(Whole(title), read.RootElement.GetProperty("properties").GetProperty("Title").GetString());
    }

    [Fact]
    public async Task History_is_as_safe()
    {
        await using var scratch = new ScratchBook();

        foreach (var row in Hostile)
            scratch.Book.Early.CreateLogger<Couriarr.Features.Media.History>().LogInformation("Transferred {Title}", row.Data.Item2);

        var lines = await scratch.LinesAsync(LogOptions.HistoryName);
        Assert.Equal(Hostile.Count, lines.Length);
        Assert.DoesNotContain(string.Concat(lines).EnumerateRunes(), IsTreacherous);
    }

    [Theory]
    [InlineData("Amélie – Die fabelhafte Welt (2001)")]
    [InlineData("千と千尋の神隠し")]
    [InlineData("ستار")]
    [InlineData("🎬 Dune: Part Two")]
    public void Titles_stay_readable_in_every_language(string title) => Assert.Equal(title, Visible.Of(title));

    private static bool IsTreacherous(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    // A lone half of a character cannot be written in UTF-8; JSON has the usual sign in its place.
    private static string Whole(string text) => text.Replace('\ud800', '\ufffd');
}
