using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Digests;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Options;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>What a person may have told, and how it would look.</summary>
internal sealed class NoticeDesk(
    MemberBook members,
    MessageBook book,
    Editor editor,
    JobQueue queue,
    IOptions<JobsOptions> options,
    TimeProvider clock
)
{
    /// <summary>The channels that are in use.</summary>
    public async Task<IReadOnlyList<string>> ChannelsAsync(CancellationToken ct) =>
        [.. (await members.AllAsync<ChannelTerms>(ct)).Where(channel => channel.Terms.Enabled).Select(channel => channel.Name)];

    /// <summary>Those of them that are told the summary of a day.</summary>
    public async Task<IReadOnlyList<string>> SummarisedAsync(CancellationToken ct)
    {
        var summary = editor.Write(Messages.Digest, new Dictionary<string, string>());
        return [.. Audience.Of(summary, await members.AllAsync<ChannelTerms>(ct)).Select(channel => channel.Name)];
    }

    /// <summary>The day that it is, where the owner lives.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.Value.TimeZone).DateTime);

    public Task<JobId> TestAsync(string? channel, CancellationToken ct) =>
        queue.EnqueueAsync(new Tell(editor.Write(Messages.Test, new Dictionary<string, string>())) { Only = channel }, ct: ct);

    /// <param name="day">The day before today when null.</param>
    public Task<JobId> SummariseAsync(DateOnly? day, CancellationToken ct) =>
        queue.EnqueueAsync(new SendDigest(day is { } wanted ? AfterNoon(wanted) : clock.GetUtcNow()) { Again = true }, ct: ct);

    /// <param name="title">Null for the words in force.</param>
    /// <param name="mistakes">None when it can be shown.</param>
    public Notice? Preview(string message, string? title, string? body, out IReadOnlyList<string> mistakes)
    {
        var found = new List<string>();
        mistakes = found;
        if (Messages.Find(message) is null)
        {
            var names = Messages.All.Select(known => known.Name).ToList();
            found.Add($"there is no message '{message}'.{Nearest.Hint(message, names)} There are: {string.Join(", ", names)}.");
            return null;
        }
        var words = book.With(message, title, body, found.Add);
        if (found.Count > 0)
            return null;
        var notice = editor.Write(words, Samples.FactsOf(words.Message), ("parts", Samples.Parts));
        return Samples.IsOfTitle(words.Message) ? notice with { Poster = Samples.Poster } : notice;
    }

    // Of the day behind it: a digest is of the day before its moment.
    private DateTimeOffset AfterNoon(DateOnly day)
    {
        var noon = day.AddDays(1).ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, options.Value.TimeZone.GetUtcOffset(noon));
    }
}
