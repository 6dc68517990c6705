using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Features.Notifications.Writing;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// A notice for programs. The first five are what Apprise's json:// sends, so that a receiver made for that understands ours; it may
/// grow, and the version changes only when something in it does not mean the same any more.
/// </summary>
internal static class EventJson
{
    private const string Version = "1.0";
    private const int Longest = 64 * 1024;

    public static byte[] Of(Notice notice)
    {
        var facts = new JsonObject();
        foreach (var (name, value) in notice.Facts)
            facts[name] = value;
        var json = new JsonObject
        {
            ["version"] = Version,
            ["title"] = notice.Title.Plain,
            ["message"] = notice.Body.Cut(shorter => shorter.Plain.Length <= Longest).Plain,
            ["attachments"] = new JsonArray(),
            ["type"] = AppriseChannel.TypeOf(notice.Severity),
            ["id"] = notice.Id,
            ["event"] = notice.Event,
            ["severity"] = notice.Severity.ToString().ToLowerInvariant(),
            ["at"] = notice.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["link"] = notice.Link?.AbsoluteUri,
            ["poster"] = notice.Poster?.AbsoluteUri,
            ["facts"] = facts,
        };
        return Encoding.UTF8.GetBytes(Post.Text(json));
    }
}
