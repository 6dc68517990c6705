using System.Globalization;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Media;

namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>What is said of works: of what arrived, of several that arrived together, of what could not be carried.</summary>
internal sealed class MediaWords(Editor editor)
{
    public Notice Of(MediaDelivered happened)
    {
        var files = happened.Files;
        var facts = FactsOf(happened.Work);
        facts[Fact.Files] = Text(files.Count);
        facts[Fact.Bytes] = Text(files.Sum(file => file.Size));
        facts[Fact.Seconds] = Text(happened.Took.TotalSeconds);
        facts[Fact.Quality] = Together(files.Select(file => file.Quality));
        var episodes = files.SelectMany(file => file.Episodes).DistinctBy(e => (e.Season, e.Number)).ToList();
        facts[Fact.Numbers] = string.Join(' ', episodes.Select(e => Text($"{e.Season}x{e.Number}")));
        if (happened.IsPack && episodes.Count > 1)
            facts[Fact.Pack] = "yes";
        if (episodes is [{ Title: { } title }])
            facts["episode_title"] = title;
        var isUpgrade = files.Count > 0 && files.All(file => file.Replaced);
        return Write(isUpgrade ? Topics.Upgraded : Topics.Delivered, facts) with { Poster = happened.Work.Poster };
    }

    public Notice Of(TransferFailed failed)
    {
        var facts = FactsOf(failed.Work);
        facts["error"] = failed.Error;
        facts["file"] = failed.Path.TrimEnd('/').Split('/')[^1];
        facts[Fact.Quality] = failed.Quality ?? "";
        var kind = failed.Work.Type switch
        {
            MediaType.Movie => "movie",
            MediaType.Tv => "episode",
            _ => "other",
        };
        return editor.Write($"{(failed.WillRetry ? Topics.Failed : Topics.GivenUp)}-{kind}", facts) with { Poster = failed.Work.Poster };
    }

    public Notice Of(MediaNotVisible happened) =>
        Say(Messages.NotVisible, happened.Work, ("player", happened.Player), ("why", happened.Why));

    public Notice Of(RemovalRefused refused) => Say(Messages.RemovalRefused, refused.Work, ("why", refused.Why));

    private Notice Say(string message, Work work, params IEnumerable<(string Name, string Value)> more)
    {
        var facts = FactsOf(work);
        foreach (var (name, value) in more)
            facts[name] = value;
        return editor.Write(message, facts) with { Poster = work.Poster };
    }

    /// <summary>Several of one topic and one work as one.</summary>
    public Notice Merge(IReadOnlyList<Notice> notices)
    {
        var facts = new Dictionary<string, string>(notices[0].Facts, StringComparer.Ordinal);
        foreach (var sum in new[] { Fact.Files, Fact.Bytes, Fact.Seconds })
            facts[sum] = Text(notices.Sum(notice => Number(notice.Facts, sum)));
        facts[Fact.Quality] = Together(notices.Select(notice => notice.Facts.GetValueOrDefault(Fact.Quality)));
        facts[Fact.Numbers] = string.Join(
            ' ',
            notices.SelectMany(n => Numbers(n.Facts)).Distinct().Select(e => Text($"{e.Season}x{e.Number}"))
        );
        facts.Remove(Fact.Pack);
        return Write(notices[0].Event, facts) with { At = notices[^1].At, Poster = notices[0].Poster, Link = notices[0].Link };
    }

    /// <summary>So many episodes that were told at once, not one after the other and only carried together; otherwise none.</summary>
    public static int PackOf(Notice notice) => notice.Facts.ContainsKey(Fact.Pack) ? Numbers(notice.Facts).Count() : 0;

    private Notice Write(string topic, Dictionary<string, string> facts)
    {
        var episodes = Numbers(facts).ToList();
        facts["size"] = Figures.Size((long)Number(facts, Fact.Bytes));
        facts["duration"] = Figures.Time(TimeSpan.FromSeconds(Number(facts, Fact.Seconds)));
        facts["episodes"] = episodes.Count > 0 ? Figures.Episodes(episodes) : "";
        facts["episode"] = episodes is [var one] ? Figures.Episode(one) : "";
        if (episodes.Count > 1)
            facts.Remove("episode_title");
        var kind = facts[Fact.Type] switch
        {
            "movie" => "movie",
            "tv" => episodes.Count > 1 ? "season" : "episode",
            _ => "other",
        };
        return editor.Write($"{topic}-{kind}", facts);
    }

    private static Dictionary<string, string> FactsOf(Work work) =>
        new(StringComparer.Ordinal)
        {
            [Fact.Work] = work.Key,
            [Fact.Type] = work.Type.ToString().ToLowerInvariant(),
            [Fact.Title] = work.Title,
            [Fact.Year] = work.Year is { } year ? Text(year) : "",
            ["instance"] = work.Instance,
        };

    private static IEnumerable<(int Season, int Number)> Numbers(IReadOnlyDictionary<string, string> facts) =>
        from pair in (facts.GetValueOrDefault(Fact.Numbers) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let parts = pair.Split('x')
        select (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));

    private static double Number(IReadOnlyDictionary<string, string> facts, string name) =>
        double.TryParse(facts.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Together(IEnumerable<string?> some) =>
        string.Join(", ", some.Where(one => one is { Length: > 0 }).SelectMany(one => one!.Split(", ")).Distinct(StringComparer.Ordinal));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
