using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>Brings a notice to the people behind one kind of channel. It knows the markup and the limits of that kind.</summary>
internal interface IChannel
{
    /// <summary>As the members name it.</summary>
    string Kind { get; }

    /// <summary>How long its receiver wants to be left alone between two messages, so that it need not say so first.</summary>
    TimeSpan Pause(Member<ChannelTerms> member) => TimeSpan.Zero;

    /// <summary>What it would be sent, message by message, as it goes out: marked, escaped and cut. Without what is secret.</summary>
    IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice);

    /// <exception cref="Jobs.PermanentException">This notice will never be taken, another one may be.</exception>
    /// <exception cref="Jobs.TransientException">Later perhaps, and not before the moment it names.</exception>
    /// <exception cref="Jobs.BlockedException">The member as it is set up takes nothing: its key is refused, its chat is gone.</exception>
    Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct);
}
