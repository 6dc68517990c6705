using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>Shows what a channel would be sent, made by the very client that would send it.</summary>
internal sealed class Proofs(MemberBook members, Clients clients)
{
    /// <returns>Null when there is no such channel, or when it cannot be used.</returns>
    public async Task<IReadOnlyList<JsonNode>?> OfAsync(string channel, Notice notice, CancellationToken ct) =>
        await members.FindAsync<ChannelTerms>(channel, ct) is { } member ? clients.Write(member, notice) : null;
}
