using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Couriarr.Features.Notifications.Errors;

/// <summary>Tells of the first error of each kind on a local day, and counts the others for the digest.</summary>
internal sealed class ErrorAlerts(ErrorEars ears, ErrorTable table, ErrorBell bell, Loops loops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("error alerts", ListenAsync, stoppingToken);

    private async Task ListenAsync(CancellationToken ct)
    {
        while (true)
        {
            await ears.WaitAsync(ct);
            while (ears.Take() is { Count: > 0 } heard && !await NoteAllAsync(heard, ct))
                await Task.Delay(Pause, clock, ct);
        }
    }

    private async Task<bool> NoteAllAsync(IReadOnlyList<HeardError> heard, CancellationToken ct)
    {
        var noted = 0;
        try
        {
            for (; noted < heard.Count; noted++)
                await NoteAsync(heard[noted], ct);
            return true;
        }
        catch (StoreUnavailableException)
        {
            // Said already by whoever needed the store. What was heard is not lost: it waits here.
            foreach (var error in heard.Skip(noted))
                ears.PutBack(error);
            return false;
        }
    }

    // First the bell, then the mark that it was rung: twice is better than not at all.
    private async Task NoteAsync(HeardError error, CancellationToken ct)
    {
        var day = bell.Today;
        var isNew = !await table.IsToldAsync(day, error.Kind, ct);
        if (isNew)
            await bell.RingAsync(error, day, ct);
        await table.CountAsync(day, error.Kind, bell.Clean(error.Sentence), error.Count, ct);
    }
}

/// <summary>Has people told of an error, if there is any channel.</summary>
internal sealed class ErrorBell(MemberBook members, Editor editor, JobQueue queue, IOptions<JobsOptions> options, TimeProvider clock)
{
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.Value.TimeZone).DateTime);

    public string Clean(string sentence) => options.Value.Redact(sentence);

    public async Task RingAsync(HeardError error, DateOnly day, CancellationToken ct)
    {
        if (!(await members.AllAsync<ChannelTerms>(ct)).Any(channel => channel.Terms.Enabled))
            return;
        var facts = new Dictionary<string, string> { ["message"] = Clean(error.Sentence), ["source"] = error.Source };
        var notice = editor.Write(Messages.Error, facts);
        var told = error.IsCritical ? notice with { Severity = Severity.Critical } : notice;
        await queue.EnqueueAsync(new Tell(told) { Once = NameOf(error, day) }, ct: ct);
    }

    private static string NameOf(HeardError error, DateOnly day)
    {
        var mark = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(error.Kind));
        return string.Create(CultureInfo.InvariantCulture, $"error:{day:yyyy-MM-dd}:{Convert.ToHexStringLower(mark)[..16]}");
    }
}

/// <summary>What the digest says about errors: of which kind there were more than the one that was told.</summary>
internal sealed class ErrorDigest(ErrorTable table) : IDigestPart
{
    private const int MostKinds = 5;

    public async Task<IReadOnlyList<DigestPart>> OfAsync(Period period, CancellationToken ct)
    {
        if (!period.IsDay || await table.OfDayAsync(period.First, ct) is not { Count: > 0 } kinds)
            return [];
        var lines = kinds.Take(MostKinds).Select(kind => Figures.Text($"{kind.Count}x {kind.Sentence}")).ToList();
        if (kinds.Count > MostKinds)
            lines.Add(Figures.Text($"and {kinds.Count - MostKinds} more kinds"));
        return [new DigestPart(90, "Errors", lines)];
    }
}
