using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Telling;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>One message, and what it tells of.</summary>
internal sealed record Letter(Notice Notice, IReadOnlyList<OpenNotice> Of)
{
    public IEnumerable<long> Ids => Of.Select(open => open.Id);

    /// <summary>A send of it was cut off: it may have arrived already.</summary>
    public bool IsCut => Of.Any(open => open.Tries > 0);

    /// <summary>And so was the second one.</summary>
    public bool IsCutTwice => Of.Any(open => open is { IsCut: true, Tries: > 1 });
}

/// <param name="Next">Null when nothing may be sent now.</param>
/// <param name="Later">When there will be more to do; null when there is nothing else.</param>
internal sealed record Sorted(Letter? Next, DateTimeOffset? Later);

/// <summary>
/// Makes messages of what waits for a channel: a few are sent one by one, those of one title as one, and more than a few, because of
/// a storm or because the channel was away, in one message together.
/// </summary>
internal sealed class Sorting(MediaWords media, Editor editor)
{
    /// <summary>More than so many messages at once are a storm.</summary>
    public const int Few = 3;

    /// <summary>So many messages a minute and channel; what comes beyond waits, and most probably is grouped then.</summary>
    public const int PerMinute = 5;

    // So many at once are a pack that came whole.
    private const int WholePack = 10;
    private const int TitlesShown = 10;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Episodes often come one by one: they are told when no more of their series came for so long.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(45);

    /// <summary>Nobody waits longer for the first of them, however many follow.</summary>
    public static readonly TimeSpan LongestSettle = TimeSpan.FromMinutes(10);

    /// <param name="sent">What the channel got within the last minute.</param>
    public Sorted Next(IReadOnlyList<OpenNotice> open, IReadOnlyList<SentMessage> sent, DateTimeOffset now)
    {
        if (open.FirstOrDefault(o => o.IsCut) is { } cut)
            return new(Again(cut, open), now);
        var due = open.Where(o => o.NotBefore <= now).ToList();
        var groups = due.GroupBy(KeyOf, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        var ready = groups.Where(group => ReadyAt(group, sent) is not { } at || at <= now).ToList();
        var later = open.Where(o => o.NotBefore > now)
            .Select(o => o.NotBefore)
            .Concat(groups.Select(group => ReadyAt(group, sent)).OfType<DateTimeOffset>().Where(at => at > now))
            .Select(at => (DateTimeOffset?)at)
            .Min();
        if (ready.Count == 0)
            return new(null, later);
        if (PacedUntil(sent) is { } free && free > now)
            return new(null, free);
        var alone = ready.Find(group => Topics.Of(group[0].Notice.Event).StandsAlone);
        return new(
            alone is not null ? Compose(alone)
                : ready.Count > Few ? Compose([.. ready.SelectMany(group => group)])
                : Compose(ready[0]),
            later
        );
    }

    /// <summary>The same rows always become the same message.</summary>
    public Letter Compose(IReadOnlyList<OpenNotice> rows)
    {
        if (rows is [var one])
            return new(one.Notice, rows);
        var notices = rows.Select(row => row.Notice).OrderBy(notice => notice.At).ToList();
        var notice = rows.Select(KeyOf).Distinct(StringComparer.Ordinal).Count() == 1 ? media.Merge(notices) : Bundle(notices);
        return new(notice with { Id = $"{rows[0].Notice.Id}+{rows.Count - 1}" }, rows);
    }

    // Just as it was sent before, so that a receiver can recognise it.
    private Letter Again(OpenNotice cut, IReadOnlyList<OpenNotice> open)
    {
        var letter = Compose([.. open.Where(o => o.IsCut && o.Message == cut.Message)]);
        return letter with { Notice = letter.Notice with { Id = cut.Message } };
    }

    private static string KeyOf(OpenNotice open) =>
        open.Notice.Event is Topics.Delivered or Topics.Upgraded && open.Notice.Facts.TryGetValue(Fact.Work, out var work)
            ? $"{open.Notice.Event} {work}"
            : $"{open.Id}";

    // More of the same title is told once a minute, and episodes when they have settled.
    private static DateTimeOffset? ReadyAt(List<OpenNotice> group, IReadOnlyList<SentMessage> sent)
    {
        var key = KeyOf(group[0]);
        var told = sent.Where(s => $"{s.Event} {s.Work}" == key).Max(s => (DateTimeOffset?)s.At);
        return new[] { told + Window, SettledAt(group) }.Max();
    }

    private static DateTimeOffset? SettledAt(List<OpenNotice> group)
    {
        var notices = group.Select(open => open.Notice).ToList();
        if (notices[0].Event is not (Topics.Delivered or Topics.Upgraded) || notices[0].Facts.GetValueOrDefault(Fact.Type) is not "tv")
            return null;
        if (notices is [var one] && MediaWords.PackOf(one) >= WholePack)
            return null;
        var (quiet, end) = (notices.Max(notice => notice.At) + Settle, notices.Min(notice => notice.At) + LongestSettle);
        return quiet < end ? quiet : end;
    }

    /// <param name="pause">Between two messages, as the kind of the channel wants it.</param>
    /// <returns>Null when it may be told something now.</returns>
    public static DateTimeOffset? PacedUntil(IReadOnlyList<SentMessage> sent, TimeSpan pause = default)
    {
        var messages = sent.GroupBy(s => s.Id, StringComparer.Ordinal).Select(same => same.Max(s => s.At)).OrderDescending().ToList();
        return messages.Count >= PerMinute ? messages[PerMinute - 1] + Window
            : messages is [var last, ..] && pause > TimeSpan.Zero ? last + pause
            : null;
    }

    private Notice Bundle(List<Notice> notices)
    {
        var parts = new List<Phrase>();
        foreach (var topic in notices.GroupBy(notice => notice.Event).OrderByDescending(same => same.Max(n => n.Severity)))
        {
            if (parts.Count > 0)
                parts.Add(new Phrase("\n\n"));
            parts.Add(new Phrase(Figures.Text($"{Topics.Of(topic.Key).Heading} ({topic.Count()})"), Emphasis.Bold));
            var lines = topic
                .GroupBy(Line, StringComparer.Ordinal)
                .Select(same => same.Count() > 1 ? $"{same.Key} ({same.Count()} times)" : same.Key)
                .ToList();
            var more = lines.Count > TitlesShown ? $"\nand {lines.Count - TitlesShown} more" : "";
            parts.Add(new Phrase($"\n{string.Join('\n', lines.Take(TitlesShown).Select(line => $"• {line}"))}{more}"));
        }
        var facts = new Dictionary<string, string> { ["count"] = Figures.Text($"{notices.Count}") };
        return editor.Write(Messages.Bundle, facts, ("parts", new Prose(parts))) with { Severity = notices.Max(notice => notice.Severity) };
    }

    private static string Line(Notice notice)
    {
        if (!notice.Facts.TryGetValue(Fact.Title, out var title))
            return notice.Body.Plain.Split('\n')[0];
        var year = notice.Facts.GetValueOrDefault(Fact.Year) is { Length: > 0 } of ? $" ({of})" : "";
        var what =
            notice.Facts.GetValueOrDefault("episode") is { Length: > 0 } episode ? $" {episode}"
            : notice.Facts.GetValueOrDefault("episodes") is { Length: > 0 } episodes ? $", {episodes}"
            : "";
        return $"{title}{year}{what}";
    }
}
