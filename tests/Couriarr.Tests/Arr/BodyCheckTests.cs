using System.Diagnostics;
using System.Text;
using Couriarr.Features.Arr;

namespace Couriarr.Tests.Arr;

/// <summary>Nothing is promised for a body that could turn out to be unreadable later.</summary>
[Trait("family", "carry")]
public sealed class BodyCheckTests
{
    private const string TwiceNamed = "A name stands twice in one object, so that nobody knows which of the two counts.";

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData("{", "The body is no JSON that we take: it breaks off or goes wrong at line 1, byte 2.")]
    [InlineData("{\n  \"eventType\": Download}", "The body is no JSON that we take: it breaks off or goes wrong at line 2, byte 16.")]
    [InlineData("{\"eventType\": \"Test\"} x", "The body is no JSON that we take: it breaks off or goes wrong at line 1, byte 23.")]
    [InlineData("[]", "The body is a JSON array; a webhook is an object.")]
    [InlineData("\"Download\"", "The body is a JSON string; a webhook is an object.")]
    [InlineData("null", "The body is a JSON null; a webhook is an object.")]
    [InlineData("{}", "It has no eventType, so it is no webhook of Radarr, Sonarr or their relatives.")]
    [InlineData("{\"eventType\": 3}", "It has no eventType, so it is no webhook of Radarr, Sonarr or their relatives.")]
    [InlineData("{\"eventType\": \"a b\"}", "Its eventType is no word of letters.")]
    [InlineData("{\"eventType\": \"Test\", \"eventType\": \"Download\"}", TwiceNamed)]
    [InlineData("{\"eventType\": \"Test\", \"movie\": {\"id\": 1, \"\\u0069d\": 2}}", TwiceNamed)]
    [InlineData("{\"eventType\": \"Test\", \"a\": [{\"id\": 1}, {\"id\": 1}], \"b\": {\"id\": 1}, \"id\": 1}", null)]
    public void D03_Says_in_one_sentence_what_is_wrong(string body, string? why) =>
        Assert.Equal(why, ObjectionTo(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void D03_A_mark_at_the_beginning_and_other_encodings_are_named()
    {
        const string body = """{"eventType": "Test"}""";

        Assert.Equal(
            "The body begins with a byte order mark; JSON has none.",
            ObjectionTo([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(body)])
        );
        Assert.StartsWith("The body is no JSON that we take", ObjectionTo(Encoding.Unicode.GetBytes(body)), StringComparison.Ordinal);
        Assert.Equal("The body is not UTF-8.", ObjectionTo([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(body)]));
    }

    [Fact]
    public void D05_What_is_no_UTF8_is_refused() =>
        Assert.Equal("The body is not UTF-8.", ObjectionTo([.. "{\"eventType\": \"Test\", \"title\": \""u8, 0xC3, 0x28, .. "\"}"u8]));

    [Theory]
    [InlineData("""{"eventType": "Test", "movie": {"title": "\ud800"}}""")]
    [InlineData("""{"eventType": "Test", "movie": {"title": "a\udc00b"}}""")]
    [InlineData("""{"eventType": "Test", "\ud800": 1}""")]
    public void D05_Half_a_character_is_refused_wherever_it_stands(string body) =>
        Assert.Equal("A text holds half a character (a lone surrogate).", ObjectionTo(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void D05_A_whole_character_may_be_escaped() =>
        Assert.Null(ObjectionTo("""{"eventType": "Test", "movie": {"title": "\ud83c\udfac"}}"""u8.ToArray()));

    [Fact]
    public void D04_What_is_too_deep_too_long_or_too_many_is_refused_at_once()
    {
        var deep = $"{{\"eventType\": \"Test\", \"a\": {new string('[', 100_000)}";
        var many = $"{{\"eventType\": \"Test\", {string.Join(',', Enumerable.Range(0, 500_000).Select(i => $"\"{i}\": 1"))}}}";
        var list = $"{{\"eventType\": \"Test\", \"a\": [{string.Join(',', Enumerable.Repeat("[]", 20_001))}]}}";
        var text = $"{{\"eventType\": \"Test\", \"a\": \"{new string('a', 5_000_000)}\"}}";
        var started = Stopwatch.GetTimestamp();

        Assert.Equal("The body is no JSON that we take: it is deeper than 32 levels.", ObjectionTo(Encoding.UTF8.GetBytes(deep)));
        Assert.Equal("An object has more than 200 members.", ObjectionTo(Encoding.UTF8.GetBytes(many)));
        Assert.Equal("A list has more than 20000 items.", ObjectionTo(Encoding.UTF8.GetBytes(list)));
        Assert.Equal("A text has 5000000 bytes; 65536 are the most.", ObjectionTo(Encoding.UTF8.GetBytes(text)));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void D04_A_list_of_20000_is_taken() =>
        Assert.Null(
            ObjectionTo(
                Encoding.UTF8.GetBytes($"{{\"eventType\": \"Test\", \"a\": [{string.Join(',', Enumerable.Repeat("{}", 20_000))}]}}")
            )
        );

    private static string? ObjectionTo(byte[] body)
    {
        using var payload = ArrPayload.Open(body, out var objection);
        Assert.Equal(payload is null, objection is not null);
        return objection;
    }
}
