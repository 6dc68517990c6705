using System.Text.RegularExpressions;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Apprise;

/// <summary>
/// Channels that are set by an address of Apprise's become channels of their kind before anything else looks at them: an entry that
/// has a url and no kind, what an apprise.yml lists, and the variable APPRISE_URLS where there is no Apprise to pass them on.
/// </summary>
internal sealed partial class AppriseChannels(Vault vault, Problems problems)
{
    public const string Variable = "APPRISE_URLS";
    private const string Family = "channels";
    private const string Address = "url";
    private const string Relay = "apprise";

    /// <param name="listed">What an apprise.yml lists.</param>
    /// <param name="quoted">Variables that the file uses itself.</param>
    /// <returns>And whether the variable has done its duty.</returns>
    public (Mapping All, bool TookVariable) In(Mapping all, IEnumerable<Scalar> listed, IReadOnlySet<string> quoted)
    {
        if (all.Find(Family) is not (null or Mapping or Scalar { Text: null }))
            return (all, false);
        var family = all.Find(Family) as Mapping ?? new Mapping([], all.At);
        var entries = family.Entries.SelectMany(Expand).ToList();
        foreach (var url in listed.SelectMany(Each))
            Add(entries, url);
        var takes = vault.Has(Variable) && !vault.Has("APPRISE_URL") && !quoted.Contains(Variable) && family.Find(Relay) is null;
        if (takes && vault.Read(Variable) is { } text)
            foreach (var url in Each(new Scalar(text, Origin.Variable(Variable)) { FromVariable = true }))
                Add(entries, url);
        var channels = new Entry(Family, family with { Entries = entries }, all.At);
        return (entries.Count == 0 ? all : all with { Entries = [.. all.Entries.Where(e => e.Key != Family), channels] }, takes);
    }

    /// <summary>An entry with one address is one channel, with several as many, each with the same terms.</summary>
    private IEnumerable<Entry> Expand(Entry entry)
    {
        if (entry.Value is not Mapping member || member.Find(MembersShape.KindKey) is not null)
            return [entry];
        if (member.Find(Address) is not Scalar { Text: { } text } url || AppriseUrl.SchemeOf(text) is null or "http" or "https")
            return [entry];
        var terms = member with { Entries = [.. member.Entries.Where(e => e.Key != Address)] };
        return Each(url)
            .Index()
            .Select(each => (Name: Numbered(entry.Key, each.Index), Options: Read(each.Item, $"{Family}.{entry.Key}.{Address}")))
            .Where(each => each.Options is not null)
            .Select(each => entry with { Key = each.Name, Value = terms.Over(each.Options!) });
    }

    private void Add(List<Entry> entries, Scalar url)
    {
        if (Read(url, "this") is not { } options)
            return;
        var kind = ((Scalar)options.Find(MembersShape.KindKey)!).Text!;
        var name = Enumerable.Range(0, int.MaxValue).Select(i => Numbered(kind, i)).First(n => !entries.Exists(e => e.Key == n));
        entries.Add(new Entry(name, options, url.At));
    }

    // Whatever is wrong with it, it may be a secret: nothing of it is ever shown.
    private Mapping? Read(Scalar url, string option)
    {
        var scheme = AppriseUrl.SchemeOf(url.Text!);
        if (scheme is null || AppriseUrl.Parse(url.Text!) is not { } parts)
            problems.Error(url.At, $"{option} must be an address like tgram://BOT_TOKEN/CHAT_ID.");
        else if (!AppriseForm.All.TryGetValue(scheme, out var form))
            problems.Error(
                url.At,
                $"{option} is of a service that is not known here. Known are {string.Join(", ", AppriseForm.All.Keys)}. For others set up an Apprise API, and a channel of kind: apprise."
            );
        else if (form.Read(parts) is not { } options)
            problems.Error(
                url.At,
                $"{option} is no whole {scheme}:// address. Write it like {form.Written}, with %XX for special characters."
            );
        else
        {
            AppriseLosses.Tell(form, parts, sentence => problems.Warning(url.At, $"{option} {sentence}"));
            return Options(form.Kind, options, url.At);
        }
        return null;
    }

    private static Mapping Options(string kind, Dictionary<string, object?> options, Origin at)
    {
        var entries = options.Where(o => o.Value is not null).Select(o => new Entry(o.Key, Node(o.Value!, at), at));
        return new Mapping([new Entry(MembersShape.KindKey, new Scalar(kind, at), at), .. entries], at);
    }

    private static Node Node(object value, Origin at) =>
        value switch
        {
            string text => Hidden(text, at),
            IReadOnlyDictionary<string, string> named => new Mapping([.. named.Select(n => new Entry(n.Key, Hidden(n.Value, at), at))], at),
            _ => new Sequence([.. ((IEnumerable<string>)value).Select(text => Hidden(text, at))], at),
        };

    private static Scalar Hidden(string text, Origin at) => new(text, at) { FromVariable = true };

    private static IEnumerable<Scalar> Each(Scalar urls) =>
        Between()
            .Split(urls.Text!.Trim())
            .Where(url => url.Length > 0)
            .SelectMany(url => FormOf(url) is { HasManyReceivers: true } ? AppriseUrl.Apart(url) : [url])
            .Select(url => urls with { Text = url });

    private static AppriseForm? FormOf(string url) => AppriseForm.All.GetValueOrDefault(AppriseUrl.SchemeOf(url) ?? "");

    private static string Numbered(string name, int index) => index == 0 ? name : $"{name}-{index + 1}";

    // A comma alone may be part of one.
    [GeneratedRegex(@"[\s,]+(?=[A-Za-z0-9]{1,16}://)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Between();
}
