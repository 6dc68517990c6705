using System.Globalization;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Writing;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// Writes HTML, because it needs the fewest escapes. A long text becomes several messages; a text that Telegram cannot read after all
/// goes out without marks, because a plain message beats none.
/// </summary>
internal sealed class TelegramChannel(Post post, Progress progress, MovedChats moved, ILogger<TelegramChannel> log) : IChannel
{
    // Counted without the marks.
    private const int Longest = 4096;
    private const int MostParts = 5;

    private static readonly string[] SayTheChatIsWrong =
    [
        "chat not found",
        "thread not found",
        "not enough rights",
        "have no rights",
        "CHAT_WRITE_FORBIDDEN",
        "TOPIC_CLOSED",
        "PEER_ID_INVALID",
        "chat was deactivated",
        "chat_id is empty",
    ];

    public string Kind => "telegram";

    /// <summary>A chat bears a message a second, a group twenty a minute.</summary>
    public TimeSpan Pause(Member<ChannelTerms> member) =>
        ((TelegramOptions)member.Options).ChatId is ['-' or '@', ..] ? TimeSpan.FromSeconds(3) : TimeSpan.FromSeconds(1);

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice)
    {
        var options = (TelegramOptions)member.Options;
        var way = new Way(options.ChatId!, Marked: true, Moved: false);
        return [.. Parts(notice).Select((part, index) => Message(options, part, index == 0 ? notice.Poster : null, way))];
    }

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var parts = Parts(notice);
        foreach (var (index, part) in parts.Index())
        {
            var name = index.ToString(CultureInfo.InvariantCulture);
            if (progress.Has(member.Name, notice, name))
                continue;
            if (index > 0)
                await Task.Delay(Pause(member), post.Clock, ct);
            await SendAsync(member, part, index == 0 ? notice.Poster : null, ct);
            if (parts.Count > 1)
                progress.Note(member.Name, notice, name);
        }
    }

    private static IReadOnlyList<Prose> Parts(Notice notice) => notice.Whole().Split(part => part.Plain.Length <= Longest, MostParts);

    private async Task SendAsync(Member<ChannelTerms> member, Prose part, Uri? poster, CancellationToken ct)
    {
        var options = (TelegramOptions)member.Options;
        var way = new Way(await moved.OfAsync(options.ChatId!, ct), Marked: true, Moved: false);
        while (true)
        {
            var address = Post.At(options.ApiUrl, $"/bot{options.BotToken!.Reveal()}/sendMessage");
            var reply = await post.SendAsync(member, Post.Json(address, Message(options, part, poster, way)), ct);
            if (reply.IsGood)
            {
                if (reply.Field("ok") != "True")
                    throw reply.Strange();
                return;
            }
            way = await BetterAsync(member, options, way, reply, ct) ?? throw Refusal(reply);
        }
    }

    private static JsonObject Message(TelegramOptions options, Prose part, Uri? poster, Way way)
    {
        var message = new JsonObject
        {
            ["chat_id"] = way.Chat,
            ["text"] = (way.Marked ? Markup.Telegram : Markup.Plain).Write(part),
            ["disable_notification"] = options.Silent,
            // A poster that cannot be loaded does not keep the message back, as a photo would.
            ["link_preview_options"] = poster is null
                ? new JsonObject { ["is_disabled"] = true }
                : new JsonObject
                {
                    ["url"] = poster.AbsoluteUri,
                    ["prefer_large_media"] = true,
                    ["show_above_text"] = true,
                },
        };
        if (way.Marked)
            message["parse_mode"] = "HTML";
        if (options.ThreadId is { Length: > 0 } thread)
            message["message_thread_id"] = long.TryParse(thread, CultureInfo.InvariantCulture, out var number) ? number : thread;
        return message;
    }

    /// <summary>Another way that the refusal leaves open, each once. Null when there is none.</summary>
    private async Task<Way?> BetterAsync(Member<ChannelTerms> member, TelegramOptions options, Way way, Reply reply, CancellationToken ct)
    {
        if (reply.Status != 400)
            return null;
        if (!way.Moved && reply.Field("parameters", "migrate_to_chat_id") is { } chat)
        {
            await moved.NoteAsync(options.ChatId!, chat, ct);
            log.LogWarning(
                "The group of Telegram '{Member}' has become a supergroup, and has the new id {Chat} now. It is used from here on; set it as chat_id.",
                member.Name,
                chat
            );
            return way with { Chat = chat, Moved = true };
        }
        return way.Marked && Description(reply).Contains("can't parse entities", StringComparison.OrdinalIgnoreCase)
            ? way with
            {
                Marked = false,
            }
            : null;
    }

    private static Exception Refusal(Reply reply) =>
        reply.Status == 400
        && Array.Exists(SayTheChatIsWrong, words => Description(reply).Contains(words, StringComparison.OrdinalIgnoreCase))
            ? reply.Broken(Description(reply))
            : reply.Refusal(Description(reply));

    private static string Description(Reply reply) => reply.Field("description") ?? "";

    private sealed record Way(string Chat, bool Marked, bool Moved);
}
