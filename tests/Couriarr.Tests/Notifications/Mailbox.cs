using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Outside;

namespace Couriarr.Tests.Notifications;

/// <summary>Where messages come to, by the name of the channel; and what else becomes of them.</summary>
internal sealed class Mailbox
{
    private readonly ConcurrentQueue<(string Channel, Notice Notice)> _all = [];
    private readonly ConcurrentDictionary<string, Func<Member<ChannelTerms>, Notice, Task>> _moods = [];
    private readonly ConcurrentDictionary<string, int> _calls = [];

    /// <summary>What was taken.</summary>
    public IReadOnlyList<Notice> Of(string channel) => [.. _all.Where(got => got.Channel == channel).Select(got => got.Notice)];

    public IReadOnlyList<string> EventsOf(string channel) => [.. Of(channel).Select(notice => notice.Event)];

    /// <summary>How often it was tried, taken or not.</summary>
    public int CallsOf(string channel) => _calls.GetValueOrDefault(channel);

    /// <summary>Throws whatever the test throws in it; null takes everything again.</summary>
    public void Mood(string channel, Func<Member<ChannelTerms>, Notice, Task>? mood) =>
        _moods[channel] = mood ?? ((_, _) => Task.CompletedTask);

    public void Mood(string channel, Exception trouble) => Mood(channel, (_, _) => throw trouble);

    public async Task TakeAsync(Member<ChannelTerms> member, Notice notice)
    {
        _calls.AddOrUpdate(member.Name, 1, (_, calls) => calls + 1);
        if (_moods.TryGetValue(member.Name, out var mood))
            await mood(member, notice);
        _all.Enqueue((member.Name, notice));
    }
}

/// <summary>A client that brings messages to a test.</summary>
internal sealed class MailClient(string kind, Mailbox mailbox) : IChannel
{
    public string Kind => kind;

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [];

    public Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct) => mailbox.TakeAsync(member, notice);
}

/// <summary>A client that brings messages to a real receiver, by the one way out.</summary>
internal sealed class HttpClientOfTests(OutsideHttp outside) : IChannel
{
    public string Kind => "webhook";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var address = new Uri(((WebhookOptions)member.Options).Url!.Reveal());
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent($"{notice.Title.Plain}\n{notice.Body.Plain}");
        using var answer = await outside.SendAsync(new Peer(Kind, $"Webhook '{member.Name}'", Reaches.Of(address)), request, ct);
    }
}
