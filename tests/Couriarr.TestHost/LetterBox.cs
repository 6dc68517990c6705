using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Channels;

namespace Couriarr.TestHost;

/// <summary>Stands for a receiver: a file with one line for every message that ever came, so that somebody outside can count them.</summary>
internal sealed class LetterBox(string path) : IChannel
{
    public const string Variable = "DEMO_LETTERS";

    public string Kind => "webhook";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [];

    public Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        File.AppendAllLines(path, [notice.Id]);
        return Task.CompletedTask;
    }
}
