using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Jobs.Schedules;

/// <summary>
/// Fires every schedule at its ticks. What was missed while nobody ran is made up for once, with the newest missed tick; a tick is
/// written down with its job, so that it fires once however many programs share the store.
/// </summary>
internal sealed class Scheduler(
    Calendar calendar,
    JobQueue queue,
    IJobStore store,
    IJobReader reader,
    Loops loops,
    TimeProvider clock,
    ILogger<Scheduler> log
) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // A tick further ahead than this was written by a clock that was wrong.
    private static readonly TimeSpan Believable = TimeSpan.FromHours(25);
    private readonly Dictionary<string, DateTimeOffset> _last = [];

    protected override Task ExecuteAsync(CancellationToken stopping) => loops.KeepAsync("schedules", RunAsync, stopping);

    private async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        await RememberAsync(stopping);
        do foreach (var entry in calendar.Entries)
            await LookAsync(entry, stopping);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task RememberAsync(CancellationToken ct)
    {
        var ticks = (await reader.TicksAsync(ct)).ToDictionary(t => t.Schedule);
        foreach (var entry in calendar.Entries)
            _last[entry.Name] =
                ticks.GetValueOrDefault(entry.Name) is { } tick && tick.Line == entry.Line ? tick.At : await StartAsync(entry, ct);
    }

    // A schedule that is new, or whose line changed, counts from now: nothing was missed under a line that did not exist.
    private async Task<DateTimeOffset> StartAsync(CalendarEntry entry, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await store.FireAsync(entry.Name, entry.Line, now, job: null, ct);
        return now;
    }

    private async Task LookAsync(CalendarEntry entry, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_last[entry.Name] > now + Believable)
            _last[entry.Name] = await StartAsync(entry, ct);
        if (entry.LatestBetween(_last[entry.Name], now) is not { } tick)
            return;
        await FireAsync(entry, tick, ct);
        _last[entry.Name] = tick;
    }

    // A schedule whose job cannot even be made must not hold up the others; a store that is away holds up all of them.
    private async Task FireAsync(CalendarEntry entry, DateTimeOffset tick, CancellationToken ct)
    {
        try
        {
            if (await queue.FireAsync(entry, tick, ct: ct) is { } id)
                log.LogInformation("The schedule '{Schedule}' fired for {Tick:u}: job {Id}", entry.Name, tick, id);
        }
        catch (Exception e) when (e is not (StoreUnavailableException or OperationCanceledException))
        {
            log.LogError(
                e,
                "The schedule '{Schedule}' could not be fired for {Tick:u}; it is tried again at its next tick",
                entry.Name,
                tick
            );
        }
    }
}
