using System.Globalization;
using Couriarr.Features.Media;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;
using Microsoft.Extensions.Options;

namespace Couriarr.Features.Notifications.Digests;

/// <summary>Tells what the day before was like, or the week.</summary>
/// <param name="Tick">The moment that it is for, however late it runs.</param>
public sealed record SendDigest(DateTimeOffset Tick) : IJob<SendDigest>
{
    public bool Weekly { get; init; }

    /// <summary>A person wants it, also when it was told already.</summary>
    public bool Again { get; init; }

    public static JobKind Kind { get; } =
        new("send-digest")
        {
            Priority = JobPriority.Normal,
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
        };
}

internal sealed class SendDigestHandler(IEnumerable<IDigestPart> parts, Editor editor, IOptions<JobsOptions> options)
    : IJobHandler<SendDigest>
{
    public async Task<JobResult> RunAsync(SendDigest job, JobContext context, CancellationToken ct)
    {
        var period = PeriodOf(job, options.Value.TimeZone);
        var said = new List<DigestPart>();
        foreach (var part in parts)
            said.AddRange(await part.OfAsync(period, ct));
        if (said.Count == 0 && job.Weekly)
            return JobResult.Skip("Nobody has anything to say about the week.");
        var name = job.Weekly ? Messages.Weekly : Messages.Digest;
        var notice = editor.Write(name, FactsOf(period), ("parts", Layout.Of(said)));
        // The day in it is what makes it come once, whatever happens to clocks and programs.
        context.FollowUp(new Tell(notice) { Once = job.Again ? null : $"{name}:{period.First:yyyy-MM-dd}" });
        return JobResult.Done;
    }

    private static Period PeriodOf(SendDigest job, TimeZoneInfo zone)
    {
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(job.Tick, zone).DateTime).AddDays(-1);
        return new Period(job.Weekly ? last.AddDays(-6) : last, last, zone);
    }

    private static Dictionary<string, string> FactsOf(Period period) =>
        new(StringComparer.Ordinal)
        {
            ["day"] = period.First.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture),
            ["first"] = period.First.ToString("d MMMM", CultureInfo.InvariantCulture),
            ["last"] = period.Last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
}

/// <summary>Sets the parts of a digest below one another.</summary>
internal static class Layout
{
    public static Prose Of(IEnumerable<DigestPart> parts)
    {
        var phrases = new List<Phrase>();
        foreach (var part in parts.OrderBy(part => part.Order))
        {
            if (phrases.Count > 0)
                phrases.Add(new Phrase("\n\n"));
            if (part.Heading is { } heading)
                phrases.AddRange([new Phrase(heading, Emphasis.Bold), new Phrase("\n")]);
            phrases.Add(new Phrase(string.Join('\n', part.Lines.Select(line => part.Heading is null ? line : $"• {line}"))));
        }
        return new Prose(phrases);
    }
}
