using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>Brings a notice to the people behind one kind of channel. It knows the markup and the limits of that kind.</summary>
internal interface IChannel
{
    /// <summary>As the members name it.</summary>
    string Kind { get; }

    /// <exception cref="Jobs.PermanentException">This notice will never be taken, another one may be.</exception>
    /// <exception cref="Jobs.TransientException">Later perhaps, and not before the moment it names.</exception>
    /// <exception cref="Jobs.BlockedException">The member as it is set up takes nothing: its key is refused, its chat is gone.</exception>
    Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct);
}
