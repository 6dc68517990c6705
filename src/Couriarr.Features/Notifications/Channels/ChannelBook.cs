using System.Collections.Concurrent;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// Tells a notice through a member, whatever its kind, and keeps away from receivers that want to be left alone.
/// </summary>
/// <remarks>
/// A member that refuses us (401, 403, 404, 410, a chat that is gone; or two messages in a row) is broken: the failure is a
/// <see cref="BlockedException"/>, so the job's gate closes with its reason, everything for that receiver is parked without losing a
/// retry, and others go on. The gate's probe comes once a minute, which is far too often for a service that counts refusals, so that
/// for 40 minutes it is answered from here: at most three calls an hour reach the receiver. When the member is changed, or
/// <see cref="Forget"/> is called, the next probe goes through. A refusal of one message alone is a <see cref="PermanentException"/>:
/// its job ends, the others run. Who says for how long it wants no messages gets none from anybody until then: the others snooze.
/// </remarks>
internal sealed class ChannelBook(MemberBook members, IEnumerable<IChannel> channels, TimeProvider clock)
{
    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Kind);
    private readonly ConcurrentDictionary<string, Standing> _standings = [];

    public IEnumerable<string> Kinds => _channels.Keys;

    /// <summary>The member as it is now, not as it was when the job was made.</summary>
    /// <exception cref="PermanentException">This notice will never be taken.</exception>
    /// <exception cref="TransientException">Later perhaps.</exception>
    /// <exception cref="BlockedException">The member takes nothing until somebody mends it.</exception>
    public async Task<JobResult> SendAsync(string name, Notice notice, CancellationToken ct)
    {
        var standing = _standings.GetOrAdd(name, _ => new Standing(clock));
        await standing.Turn.WaitAsync(ct);
        try
        {
            return await members.FindAsync<ChannelTerms>(name, ct) switch
            {
                null => JobResult.Skip($"There is no channel '{name}' any more."),
                { Terms.Enabled: false } => JobResult.Skip($"The channel '{name}' is disabled."),
                { } member => await SendAsync(member, notice, standing, ct),
            };
        }
        finally
        {
            standing.Turn.Release();
        }
    }

    /// <summary>Somebody has mended it, or wants to see whether he has.</summary>
    public void Forget(string name)
    {
        if (_standings.TryGetValue(name, out var standing))
            standing.Forget();
    }

    private async Task<JobResult> SendAsync(Member<ChannelTerms> member, Notice notice, Standing standing, CancellationToken ct)
    {
        if (standing.Pause(member) is { } pause)
            return standing.IsBroken ? throw new BlockedException(pause.Why) : JobResult.Snooze(pause.Left, pause.Why);
        try
        {
            await _channels[member.Kind].SendAsync(member, notice.Tidy(), ct);
            standing.Forget();
            return JobResult.Done;
        }
        catch (Exception e)
        {
            standing.Learn(e);
            throw;
        }
    }
}
