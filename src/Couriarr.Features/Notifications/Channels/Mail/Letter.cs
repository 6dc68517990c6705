using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Features.Notifications.Writing;

namespace Couriarr.Features.Notifications.Channels.Mail;

/// <summary>A notice as a mail in ASCII: plain text and HTML, both in base64, so that no server on the way has to touch anything.</summary>
internal static class Letter
{
    private const int LongestText = 100_000;

    // With its frame an encoded word has 75 at most.
    private const int BytesOfAWord = 42;

    public static string Write(Notice notice, MailAddress from, IEnumerable<MailAddress> to)
    {
        var boundary = "=_" + Hash(notice.Id)[..24];
        var body = Body(notice);
        string[] lines =
        [
            $"From: {Shown(from)}",
            $"To: {string.Join(",\r\n ", to.Select(Shown))}",
            $"Subject: {Encoded(notice.Title.Plain)}",
            $"Date: {notice.At.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000",
            // The same for every try, so that who gets it twice can see that it is one.
            $"Message-ID: <{Hash(notice.Id)[..32]}@{Ascii(from.Host)}>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            $"Content-Type: multipart/alternative; boundary=\"{boundary}\"",
            .. notice.Severity is Configuration.Options.Severity.Critical ? ["Importance: high"] : Array.Empty<string>(),
            "",
            .. Part(boundary, "plain", Plain(notice, body)),
            .. Part(boundary, "html", Html(notice, body)),
            $"--{boundary}--",
        ];
        return string.Join("\r\n", lines);
    }

    /// <summary>As the mail program of whom it is for takes it apart again.</summary>
    public static JsonObject Show(Notice notice) =>
        new()
        {
            ["subject"] = notice.Title.Plain,
            ["plain"] = Plain(notice, Body(notice)),
            ["html"] = Html(notice, Body(notice)),
        };

    public static string Ascii(string host) => new IdnMapping().GetAscii(host);

    /// <summary>RFC 2047 for what is not plain ASCII, in words between which a line may end.</summary>
    public static string Encoded(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~') && text.Length < 60 && !text.Contains("=?", StringComparison.Ordinal))
            return text;
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > BytesOfAWord)
                Finish();
            word.Append(rune);
        }
        Finish();
        return string.Join("\r\n ", words);

        void Finish()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=");
            word.Clear();
        }
    }

    private static Prose Body(Notice notice) => notice.Body.Cut(shorter => shorter.Plain.Length <= LongestText);

    private static string Shown(MailAddress address)
    {
        var plain = $"{address.User}@{Ascii(address.Host)}";
        return address.DisplayName.Length == 0 ? plain : $"{Name(address.DisplayName)} <{plain}>";
    }

    private static string Name(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-') ? name
        : Encoded(name) is ['=', '?', ..] and var word ? word
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Plain(Notice notice, Prose body) =>
        string.Join("\n\n", new[] { notice.Title.Plain, body.Plain, notice.Link?.AbsoluteUri ?? "" }.Where(text => text.Length > 0)) + "\n";

    private static string Html(Notice notice, Prose body)
    {
        var poster = notice.Poster is { } picture ? $"<p><img src=\"{Attribute(picture)}\" alt=\"\" width=\"150\"></p>\n" : "";
        var title = Markup.Html.Write(notice.Title);
        var heading = notice.Link is { } link ? $"<a href=\"{Attribute(link)}\">{title}</a>" : title;
        return $"<!doctype html>\n<html><head><meta charset=\"utf-8\"></head><body>\n<h3>{heading}</h3>\n{poster}<p>{Markup.Html.Write(body)}</p>\n</body></html>\n";
    }

    private static string Attribute(Uri address) => Markup.Html.Escape(address.AbsoluteUri);

    private static string[] Part(string boundary, string type, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
        return
        [
            $"--{boundary}",
            $"Content-Type: text/{type}; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks),
        ];
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
