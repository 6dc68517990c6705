using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Logging;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class LogBookTests
{
    [Fact]
    public async Task Says_the_same_on_standard_output_as_in_the_file()
    {
        await using var scratch = new ScratchBook();

        scratch.Logger.LogInformation("The route {Route} is open", "movies");

        Assert.Equal(["2026-03-01 12:00:00.000 +00:00 INFO     Something: The route movies is open"], await scratch.LinesAsync());
        Assert.Equal(await scratch.LinesAsync(), await scratch.ConsoleAsync());
    }

    [Fact]
    public async Task Tells_times_in_the_zone_of_the_house()
    {
        await using var scratch = new ScratchBook(with: o => o with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata") });

        scratch.Logger.LogInformation("Hello");

        Assert.StartsWith("2026-03-01 17:30:00.000 +05:30 ", Assert.Single(await scratch.LinesAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogLevel.Debug, "debug,info,warning,error")]
    [InlineData(LogLevel.Information, "info,warning,error")]
    [InlineData(LogLevel.Warning, "warning,error")]
    [InlineData(LogLevel.Error, "error")]
    public async Task Is_as_chatty_as_it_was_told(LogLevel level, string expected)
    {
        await using var scratch = new ScratchBook(with: o => o with { Level = level });

        scratch.Logger.LogDebug("debug");
        scratch.Logger.LogInformation("info");
        scratch.Logger.LogWarning("warning");
        scratch.Logger.LogError("error");

        Assert.Equal(expected, string.Join(',', (await scratch.LinesAsync()).Select(line => line.Split(' ')[^1])));
    }

    [Fact]
    public async Task Keeps_a_history_for_people_whatever_the_level()
    {
        await using var scratch = new ScratchBook(with: o => o with { Level = LogLevel.Error });

        scratch.Book.Early.CreateLogger<History>().LogInformation("{Title} arrived in {Place}", "Dune (2021)", "Movies 4K");
        scratch.Logger.LogInformation("Something technical");
        scratch.Logger.LogError("Something bad");

        Assert.Equal(["2026-03-01 12:00:00 +00:00 Dune (2021) arrived in Movies 4K"], await scratch.LinesAsync(LogOptions.HistoryName));
        Assert.Contains("Something bad", Assert.Single(await scratch.LinesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_json_where_it_is_asked_for()
    {
        await using var scratch = new ScratchBook(with: o => o with { IsJson = true, Json = Path.Combine(o.Folder, LogOptions.JsonName) });

        scratch.Logger.LogError(
            new IOException("unplugged"),
            "Copied {Count} of {Total}: {Done} {Nothing} {Title}",
            3,
            4L,
            false,
            null,
            "Amélie"
        );

        using var json = JsonDocument.Parse(Assert.Single(await scratch.LinesAsync(LogOptions.JsonName)));
        var line = json.RootElement;
        Assert.Equal(
            ("ERROR", "Couriarr.Tests.Something"),
            (line.GetProperty("level").GetString(), line.GetProperty("logger").GetString())
        );
        Assert.Equal(scratch.Clock.GetUtcNow(), line.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Contains("unplugged", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"Count":3,"Total":4,"Done":false,"Nothing":null,"Title":"Amélie"}""", line.GetProperty("properties").GetRawText());
        Assert.Equal(await scratch.LinesAsync(LogOptions.JsonName), await scratch.ConsoleAsync());
        Assert.DoesNotContain("{", Assert.Single(await scratch.LinesAsync()).Split(" | ")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task S18_no_secret_comes_through_message_property_scope_or_exception()
    {
        await using var scratch = new ScratchBook(with: o =>
            o with
            {
                IsJson = true,
                Level = LogLevel.Debug,
                Json = Path.Combine(o.Folder, LogOptions.JsonName),
            }
        );
        const string Canary = "CANARY-token-5f0c";
        scratch.Redactor.Know(Canary, "8675309123");

        using (scratch.Logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Header"] = Canary }))
        using (scratch.Logger.BeginScope("asking with {Token}", Canary))
        {
            scratch.Logger.LogDebug("Asking {Address}", new Uri($"http://plex.local/?X={Canary}"));
            scratch.Logger.LogError(
                new HttpRequestException($"GET http://x/{Canary}", new IOException(Canary)),
                "{Number} {Whole}",
                8675309123,
                Canary
            );
            scratch.Book.Early.CreateLogger<History>().LogInformation("Sent by {Token}", Canary);
        }

        var everything = string.Join(
            '\n',
            [
                .. await scratch.LinesAsync(),
                .. await scratch.LinesAsync(LogOptions.JsonName),
                .. await scratch.LinesAsync(LogOptions.HistoryName),
                .. await scratch.ConsoleAsync(),
            ]
        );
        Assert.DoesNotContain("5f0c", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("8675309123", everything, StringComparison.Ordinal);
        Assert.Contains("\"Header\":\"***\"", everything, StringComparison.Ordinal);
        Assert.Contains("Sent by ***", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_a_message_of_megabytes_and_no_secret_in_half()
    {
        await using var scratch = new ScratchBook();
        scratch.Redactor.Know("cut-in-half-secret");

        scratch.Logger.LogInformation("{Long}", new string('x', (16 * 1024) - 8) + "cut-in-half-secret" + new string('y', 3_000_000));

        var line = Assert.Single(await scratch.LinesAsync());
        Assert.InRange(line.Length, 16_000, 17_000);
        Assert.EndsWith("more characters)", line, StringComparison.Ordinal);
        Assert.DoesNotContain("cut-in", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_cannot_be_put_into_words_harms_nobody()
    {
        await using var scratch = new ScratchBook();

        scratch.Logger.Log<object>(LogLevel.Information, default, "state", null, (_, _) => throw new FormatException("bad braces"));

        Assert.Contains("bad braces", Assert.Single(await scratch.LinesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_every_line_of_many_threads_whole_and_once()
    {
        await using var scratch = new ScratchBook();

        Parallel.For(0, 5000, i => scratch.Logger.LogInformation("number {Number}", i));

        var numbers = (await scratch.LinesAsync()).Select(line => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, 5000), numbers.Order());
    }
}
