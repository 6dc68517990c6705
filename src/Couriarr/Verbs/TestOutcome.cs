using System.Diagnostics;
using System.Globalization;
using Couriarr.Doors;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Notifications.Telling;

namespace Couriarr.Verbs;

/// <summary>Waits for what becomes of a test message on each of its channels, and says it.</summary>
internal sealed class TestOutcome(RunningCouriarr service, TextWriter output, TimeSpan patience)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <returns>The newest notice before the test: what is newer may be its.</returns>
    public async Task<long> NewestAsync(CancellationToken ct) =>
        (await service.GetAsync<NoticePage>("/notices?limit=1", ct)).Notices.Select(notice => notice.Id).FirstOrDefault();

    /// <returns>Whether all channels were sent it.</returns>
    public async Task<bool> SayAsync(IReadOnlyList<string> channels, long after, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var areSent = true;
        foreach (var channel in channels)
        {
            var seen = await SeeAsync(channel, after, ct);
            while (!IsKnown(seen.Test) && Stopwatch.GetElapsedTime(began) < patience)
            {
                await Task.Delay(Pace, ct);
                seen = await SeeAsync(channel, after, ct);
            }
            areSent &= seen.Test is { State: "sent" };
            await output.WriteLineAsync($"{channel}: {Words(seen.Test, seen.Before)}");
        }
        return areSent;
    }

    // What waits before it is tried first, and holds the reason when the channel has been away for long.
    private async Task<(ShownNotice? Test, ShownNotice? Before)> SeeAsync(string channel, long after, CancellationToken ct)
    {
        var page = await service.GetAsync<NoticePage>($"/notices?channel={Uri.EscapeDataString(channel)}&limit=200", ct);
        return (
            page.Notices.LastOrDefault(notice => notice.Id > after && notice.Event == Topics.Test),
            page.Notices.FirstOrDefault(notice => notice is { State: "waiting" or "sending", Note.Length: > 0 })
        );
    }

    // A note on what waits is the reason why it was not taken.
    private static bool IsKnown(ShownNotice? notice) =>
        notice is { State: "sent" or "failed" or "skipped" } or { State: "waiting", Note.Length: > 0 };

    private string Words(ShownNotice? notice, ShownNotice? before) =>
        notice switch
        {
            { State: "sent" } => "sent.",
            { State: "waiting", Note: { Length: > 0 } why } => $"not sent, and tried again later: {why}",
            { State: "failed" or "skipped" } => $"not sent: {notice.Note}",
            _ when before is not null => $"not sent within {Waited}. What waits before it was not taken: {before.Note}",
            _ => $"not sent within {Waited}. GET /notices shows what becomes of it.",
        };

    private string Waited => string.Create(CultureInfo.InvariantCulture, $"{patience.TotalSeconds:0} s");
}
