using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>Whether anybody would be told anything, and who cannot be.</summary>
internal sealed class ChannelHealth(MemberBook members, Receivers receivers)
{
    public async Task<bool> IsSomeInUseAsync(CancellationToken ct) =>
        (await members.AllAsync<ChannelTerms>(ct)).Any(channel => channel.Terms.Enabled);

    public Task<List<BrokenReceiver>> BrokenAsync(CancellationToken ct) => receivers.BrokenAsync(ct);
}
