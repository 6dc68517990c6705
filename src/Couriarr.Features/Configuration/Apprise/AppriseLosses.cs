using System.Collections.Frozen;

namespace Couriarr.Features.Configuration.Apprise;

/// <summary>
/// Says what of an address does not come over. Only words that Apprise itself has are quoted: anything else may be a piece of a
/// password that was not written with %XX.
/// </summary>
internal static class AppriseLosses
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. "format overflow verify rto cto emojis interpret tz store retry image footer fields tts avatar avatar_url ping href".Split(
                ' '
            ),
            .. "batch preview pin detect mdv content topic thread silent priority sound expire url url_title supplemental_url".Split(' '),
            .. "attach filename email tags delay click icon actions mode auth cc bcc reply method name from smtp user pass to".Split(' '),
            .. "blocks timestamp ts bot token version template key pgp device flags hmac".Split(' '),
        ]
    );

    public static void Tell(AppriseForm form, AppriseUrl url, Action<string> warn)
    {
        var unheard = url.Query.Keys.Where(name => !IsHeard(form, name, url.Query[name])).ToList();
        if (unheard.Count > 0)
            warn($"has {Quoted(unheard)} behind the question mark, which does nothing here. Use the options of kind {form.Kind} instead.");
        if (url.User is not null && !form.HeedsUser)
            warn($"has something before the @, which does nothing here. Use the options of kind {form.Kind} instead.");
        if (form.Kind == "slack" && url.Path.Count > 2)
            warn("names a channel, which does nothing here: an incoming webhook writes to the channel that it was made for.");
    }

    private static bool IsHeard(AppriseForm form, string name, string value) =>
        form.Heeded.Contains(name, StringComparer.OrdinalIgnoreCase)
        || (form.Kind == "webhook" && name.StartsWith('+'))
        // As it is anyway.
        || (name.ToLowerInvariant(), value.ToLowerInvariant()) is ("verify", "yes" or "true") or ("format", "text");

    private static string Quoted(List<string> names)
    {
        var known = names.Where(Words.Contains).Select(name => $"{name.ToLowerInvariant()}=").ToList();
        return known.Count == names.Count ? string.Join(", ", known) : string.Join(", ", [.. known, "something unknown"]);
    }
}
