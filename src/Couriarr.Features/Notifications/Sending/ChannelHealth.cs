using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Telling;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>Whether anybody would be told anything, and who cannot be.</summary>
internal sealed class ChannelHealth(MemberBook members, Receivers receivers, NoticeTable notices)
{
    public async Task<bool> IsSomeInUseAsync(CancellationToken ct) =>
        (await members.AllAsync<ChannelTerms>(ct)).Any(channel => channel.Terms.Enabled);

    /// <summary>When each took something last.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastToldAsync(IEnumerable<string> channels, CancellationToken ct)
    {
        var told = new Dictionary<string, DateTimeOffset>();
        foreach (var channel in channels)
            if (await notices.LastSentAsync(channel, ct) is { } at)
                told[channel] = at;
        return told;
    }

    public Task<List<BrokenReceiver>> BrokenAsync(CancellationToken ct) => receivers.BrokenAsync(ct);
}
