using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;

namespace Couriarr.Features.Players;

/// <summary>Who is told as one: a player, or the players that share a library.</summary>
/// <param name="Key">The name of the member, or group:name.</param>
internal sealed record Target(string Key, string Kind, IReadOnlyList<Member<PlayerTerms>> Members)
{
    public const string Kodi = "kodi";
    private const string Group = "group:";

    /// <summary>As the owner knows it.</summary>
    public string Who =>
        Key.StartsWith(Group, StringComparison.Ordinal) ? $"The Kodi group '{Key[Group.Length..]}'" : Peers.Named(Kind, Key);

    public bool IsKodi => Kind == Kodi;
    public TimeSpan Settle => Members.Max(member => member.Terms.Settle);
    public TimeSpan VisibleWithin => Members.Max(member => member.Terms.VisibleWithin);

    /// <summary>All that are enabled.</summary>
    public static IReadOnlyList<Target> Of(IEnumerable<Member<PlayerTerms>> members) =>
        [
            .. members
                .Where(member => member.Terms.Enabled)
                .GroupBy(KeyOf, StringComparer.OrdinalIgnoreCase)
                .Select(same => new Target(same.Key, same.First().Kind, [.. same])),
        ];

    /// <summary>Null when nobody of it is enabled any more.</summary>
    public static async Task<Target?> FindAsync(MemberBook book, string key, CancellationToken ct) =>
        Of(await book.AllAsync<PlayerTerms>(ct))
            .FirstOrDefault(target => string.Equals(target.Key, key, StringComparison.OrdinalIgnoreCase));

    public bool Wants(PlayerEvent happened, MediaType type) =>
        Knows(type) && Members.Any(member => member.Terms.Events.Count == 0 || member.Terms.Events.Contains(happened));

    // Books are nobody's, and what Kodi calls its video library has no music.
    private bool Knows(MediaType type) => type is MediaType.Movie or MediaType.Tv || (type is MediaType.Music && !IsKodi);

    private static string KeyOf(Member<PlayerTerms> member) =>
        member.Options is KodiOptions { Group: { Length: > 0 } group } ? Group + group : member.Name;
}
