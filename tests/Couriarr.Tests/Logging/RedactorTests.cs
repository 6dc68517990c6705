using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Secrets;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class RedactorTests
{
    private const string Difficult = """pä"ss/w+o r\d?&=%""";

    public static TheoryData<string, string> Spellings =>
        new()
        {
            { "as it is", Difficult },
            { "in a query", Uri.EscapeDataString(Difficult) },
            { "in a query, in small letters", Uri.EscapeDataString(Difficult).ToLowerInvariant() },
            { "in a form", WebUtility.UrlEncode(Difficult) },
            { "in JSON", JsonSerializer.Serialize(Difficult)[1..^1] },
            { "in JSON, relaxed", JsonSerializer.Serialize(Difficult, Relaxed)[1..^1] },
            { "in Basic behind a name of one letter", Basic($"a:{Difficult}") },
            { "in Basic behind a name of two letters", Basic($"ab:{Difficult}") },
            { "in Basic behind a name of three letters", Basic($"abc:{Difficult}") },
            { "in Basic, by a program that knows Latin-1 only", Convert.ToBase64String(Encoding.Latin1.GetBytes($"sonarr:{Difficult}")) },
            { "in base64 for addresses", Basic($"u:{Difficult}").Replace('+', '-').Replace('/', '_') },
            { "in base64 within a query", Uri.EscapeDataString(Basic(Difficult)) },
        };

    private static JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Finds_a_known_secret_however_it_is_written(string way, string spelled)
    {
        var redactor = new Redactor();
        redactor.Know("another one, quite long", Difficult);

        var redacted = redactor.Redact($"Before <{spelled}> after.");

        Assert.StartsWith("Before <", redacted, StringComparison.Ordinal);
        Assert.EndsWith("> after.", redacted, StringComparison.Ordinal);
        Assert.True(redacted.Contains(Redactor.Mask, StringComparison.Ordinal), way);
        // At most a user's name in base64 is left, and the edges that the secret shares with its neighbours.
        Assert.InRange(redacted.Length - "Before <***> after.".Length, 0, 12);
    }

    [Theory]
    [InlineData(
        "GET https://api.telegram.org/bot123456789:AAE_abc-defghijklmnopqrstuvwxyz12345/sendMessage",
        "GET https://api.telegram.org/bot***/sendMessage"
    )]
    [InlineData(
        "POST https://discord.com/api/webhooks/112233445566778899/Zx_-9abcdefghijklmn?wait=true",
        "POST https://discord.com/api/webhooks/112233445566778899/***?wait=true"
    )]
    [InlineData("http://plex:32400/library?X-Plex-Token=s3cr3t&force=1", "http://plex:32400/library?X-Plex-Token=***&force=1")]
    [InlineData("http://sonarr/api/v3/series?apikey=abc123 answered 401", "http://sonarr/api/v3/series?apikey=*** answered 401")]
    [InlineData("?api_key=abc&token=def&q=dune", "?api_key=***&token=***&q=dune")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz was refused", "Authorization: Basic *** was refused")]
    [InlineData("Authorization: Bearer abc.def.ghi", "Authorization: Bearer ***")]
    [InlineData("authorization=verysecret", "authorization=***")]
    [InlineData("X-Api-Key: 0123456789abcdef, Accept: */*", "X-Api-Key: ***, Accept: */*")]
    [InlineData("X-Webhook-Secret: shh", "X-Webhook-Secret: ***")]
    [InlineData("Cookie: couriarr=abcdef; other=1", "Cookie: ***")]
    [InlineData("https://anna:geheim@nas.example/dav", "https://***@nas.example/dav")]
    [InlineData("https://anna:ge@heim@nas.example/dav", "https://***@nas.example/dav")]
    [InlineData("""{"apiKey":"abc","title":"Dune"}""", """{"apiKey":"***","title":"Dune"}""")]
    [InlineData("""{"password": "with \" a quote", "a": 1}""", """{"password": "***", "a": 1}""")]
    [InlineData("""{\"botToken\":\"abc\",\"b\":1}""", """{\"botToken\":\"***\",\"b\":1}""")]
    [InlineData("rsync --password=\"two words\" done", "rsync --password=\"***\" done")]
    [InlineData("redirect?url=http%3A%2F%2Fx%2F%3Ftoken%3Dabc", "redirect?url=http%3A%2F%2Fx%2F%3Ftoken%3D***")]
    public void Finds_what_looks_like_a_secret_although_nobody_told(string text, string expected) =>
        Assert.Equal(expected, new Redactor().Redact(text));

    [Theory]
    [InlineData("The Basic Instinct of a Token Passenger (1992)")]
    [InlineData("Transferred Secret Garden: 3 files from https://example.org/a@b to /mnt/media")]
    [InlineData("Job #12 failed: the keyboard cannot pass")]
    [InlineData("mail to anna@example.org")]
    public void Leaves_innocent_texts_alone(string text)
    {
        var redactor = new Redactor();
        redactor.Know("0123456789abcdef0123456789abcdef");

        Assert.Same(text, redactor.Redact(text));
    }

    [Theory]
    [InlineData("abcd", "the abcd of abcde", "the *** of abcde")]
    [InlineData("abc", "the abc", "the abc")]
    [InlineData("", "nothing", "nothing")]
    [InlineData(null, "nothing", "nothing")]
    [InlineData("  padded-secret\n", "a padded-secret", "a ***")]
    public void Takes_short_secrets_as_whole_words_only(string? secret, string text, string expected)
    {
        var redactor = new Redactor();
        redactor.Know(secret);

        Assert.Equal(expected, redactor.Redact(text));
    }

    [Fact]
    public void Leaves_nothing_of_secrets_that_overlap()
    {
        var redactor = new Redactor();
        redactor.Know("abcdefgh", "efghijkl", "abcdefghijklmnop");

        Assert.Equal("*** ***", redactor.Redact("abcdefghijkl abcdefghijklmnop"));
    }

    [Fact]
    public void Knows_more_as_more_is_told_and_forgets_nothing()
    {
        var redactor = new Redactor();
        redactor.Know("the-old-token");
        redactor.Know("the-new-token");

        Assert.Equal("*** ***", redactor.Redact("the-old-token the-new-token"));
    }

    [Fact]
    public void Is_not_made_slow_by_a_hostile_text()
    {
        var redactor = new Redactor();
        redactor.Know(Enumerable.Range(0, 50).Select(i => $"aaaaaaaaaaaaaaaaaaa{i.ToString(CultureInfo.InvariantCulture)}"));
        string[] hostile = ["a", "://a", "token", "\"token", "x-", "/bot1", "a.b-", "authorization "];
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();

        foreach (var bait in hostile)
            redactor.Redact(string.Concat(Enumerable.Repeat(bait, 200_000 / bait.Length)));

        // Anything that looks at a text again for each of its characters takes minutes.
        Assert.InRange(clock.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static string Basic(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
