using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>A kind of channel: its client, and the job that sees to what waits for one of the kind.</summary>
internal sealed record ClientKind(string Name, Func<string, IJob> JobFor);

internal static class ClientKinds
{
    public static IServiceCollection AddClient<TOptions>(this IServiceCollection services) =>
        services
            .AddJob<Notify<TOptions>, NotifyHandler<TOptions>>()
            .AddSingleton(new ClientKind(Notify<TOptions>.Service, channel => new Notify<TOptions>(channel)));
}

/// <summary>Finds what brings notices to a kind of channel. Of two clients for the same kind the one that was added last counts.</summary>
internal sealed class Clients(IEnumerable<IChannel> clients, IEnumerable<ClientKind> kinds)
{
    private readonly FrozenDictionary<string, IChannel> _clients = clients
        .GroupBy(client => client.Kind, StringComparer.Ordinal)
        .ToFrozenDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
    private readonly FrozenDictionary<string, ClientKind> _kinds = kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    public IEnumerable<string> Kinds => _kinds.Keys.Order(StringComparer.Ordinal);

    public Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct) =>
        _clients.TryGetValue(member.Kind, out var client)
            ? client.SendAsync(member, notice.Tidy(), ct)
            : throw new PermanentException($"This version cannot send anything by {member.Kind}.");

    /// <summary>How long to leave its receiver alone between two messages.</summary>
    public TimeSpan PauseOf(Member<ChannelTerms> member) =>
        _clients.TryGetValue(member.Kind, out var client) ? client.Pause(member) : TimeSpan.Zero;

    /// <summary>What would be sent, as it goes out.</summary>
    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) =>
        _clients.TryGetValue(member.Kind, out var client) ? client.Write(member, notice.Tidy()) : [];

    public IJob JobFor(string kind, string channel) => _kinds[kind].JobFor(channel);
}
