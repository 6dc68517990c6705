using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>Whom a notice concerns.</summary>
internal static class Audience
{
    /// <param name="only">One channel that is asked for by its name.</param>
    public static IEnumerable<Member<ChannelTerms>> Of(Notice notice, IReadOnlyList<Member<ChannelTerms>> channels, string? only = null)
    {
        var used = channels.Where(channel => channel.Terms.Enabled).ToList();
        if (only is not null)
            return used.Where(channel => channel.Name == only);
        if (notice.Event == Topics.Test)
            return used;
        var hasPrimary = used.Exists(channel => channel.Terms.Role is ChannelRole.Primary);
        return used.Where(channel => Wants(channel.Terms, notice) && (!hasPrimary || Concerns(channel.Terms, notice)));
    }

    private static bool Wants(ChannelTerms terms, Notice notice) =>
        notice.Severity >= terms.MinSeverity && (terms.Events.Count == 0 || terms.Events.Contains(notice.Event, StringComparer.Ordinal));

    // Who heard that a channel broke shall hear that it works again.
    private static bool Concerns(ChannelTerms terms, Notice notice) =>
        terms.Role is ChannelRole.Primary || notice.Severity is Severity.Critical || notice.Event == Topics.ReceiverBack;
}
