using System.Globalization;
using System.Text;
using System.Text.Json;
using Couriarr.Logging;
using Couriarr.Tests.Doors;
using static Couriarr.Tests.Security.Fortress;

namespace Couriarr.Tests.Security;

/// <summary>What others can make us log: the fields of a webhook, the names of its files, user agents, addresses, wrong names.</summary>
[Trait("family", "doors")]
public sealed class LogInjectionDoorTests
{
    private const string Forged = "2026-03-01 12:00:00.000 +00:00 INFO     Judge: forged";

    private static readonly string[] Hostile =
    [
        $"Dune\n{Forged}",
        $"Dune\r\n{Forged}",
        $"Dune\u0085{Forged}",
        $"Dune\u2028{Forged}",
        "\u001b[2J\u001b]0;owned\u0007",
        "\u009b2Jgone",
        "photo\u202egpj.exe",
        "ad\u200bmin\u2066x\u2069",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_from_outside_begins_a_line_or_steers_a_terminal()
    {
        await using var host = await StartAsync();
        using var stranger = Stranger(host);
        foreach (var text in Hostile)
            await SayEverywhereAsync(stranger, text);
        await host.Get<LogBook>().FlushAsync();

        var written = Directory.EnumerateFiles(host.Logs).ToDictionary(file => Path.GetFileName(file)!, ReadLog);
        Assert.Contains("Dune", written[LogOptions.ApplicationName], StringComparison.Ordinal);
        foreach (var (name, log) in written)
        {
            Assert.DoesNotContain($"\n{Forged}", log, StringComparison.Ordinal);
            Assert.True(log.EnumerateRunes().FirstOrDefault(IsTreacherous) == default, name);
        }
        var lines = written[LogOptions.ApplicationName].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.NotNull(TextLayout.Read(line)));
    }

    private static async Task SayEverywhereAsync(HttpClient stranger, string text)
    {
        var name = Uri.EscapeDataString(text);
        await PostAsync(stranger, "/webhooks/hd", Payload(text), text, Hd);
        await PostAsync(stranger, "/webhooks/hd", $"{{\"eventType\": {JsonSerializer.Serialize(text)}}}", text, Hd);
        await PostAsync(stranger, $"/webhooks/{name}", TestEvent, text, Webhooks);
        await PostAsync(stranger, $"/webhooks/{name}?{name}={name}", TestEvent, text, $"wrong {name}");
        await PostAsync(stranger, "/login", JsonSerializer.Serialize(new { name = text, password = text }), text, "none");
    }

    private static string Payload(string text) =>
        JsonSerializer.Serialize(
            new
            {
                eventType = "Download",
                instanceName = text,
                movie = new
                {
                    id = 1,
                    title = text,
                    year = 2021,
                    folderPath = $"/movies/{text}",
                },
                movieFile = new
                {
                    id = 2,
                    relativePath = $"{text}.mkv",
                    path = $"/movies/{text}/{text}.mkv",
                    quality = text,
                    size = 3,
                },
                downloadId = text,
            }
        );

    private static async Task PostAsync(HttpClient stranger, string path, string body, string agent, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("X-Webhook-Secret", secret);
        // What no client may send in a header is left out; the rest arrives as it is.
        request.Headers.TryAddWithoutValidation("User-Agent", string.Concat(agent.Where(c => c is >= ' ' and <= '~')));
        using var answer = await stranger.SendAsync(request, Ct);
    }

    private static string ReadLog(string file) => Encoding.UTF8.GetString(Canaries.Read(file));

    private static bool IsTreacherous(Rune rune) =>
        rune.Value != '\n'
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
