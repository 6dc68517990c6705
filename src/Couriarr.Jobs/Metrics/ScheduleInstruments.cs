using System.Diagnostics.Metrics;
using Couriarr.Jobs.Schedules;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Metrics;

/// <summary>When schedules ran, when they will, and what really came of the last time.</summary>
internal sealed class ScheduleInstruments : IInstruments
{
    private readonly Glance<IReadOnlyList<ScheduleState>> _glance;
    private IReadOnlyList<ScheduleState> _seen = [];

    public ScheduleInstruments(IMeterFactory meters, ScheduleDesk desk, TimeProvider clock)
    {
        _glance = new(desk.ListAsync, clock);
        var meter = meters.Create("Couriarr.Schedules");
        meter.CreateObservableGauge(
            "couriarr_schedule_last_run_timestamp_seconds",
            () => Times(s => s.LastJob?.StartedAt),
            "s",
            "When the last job of a schedule was started, as Unix time; missing before the first.",
            Labels.Named("schedule")
        );
        meter.CreateObservableGauge(
            "couriarr_schedule_next_run_timestamp_seconds",
            () => Times(s => s.Next),
            "s",
            "When a schedule fires next, as Unix time.",
            Labels.Named("schedule")
        );
        meter.CreateObservableGauge(
            "couriarr_schedule_last_outcome",
            Outcomes,
            null,
            "1 for the state that the last job of a schedule is in, 0 for all others.",
            Labels.Named("schedule", "state")
        );
    }

    public async Task LookAsync(CancellationToken ct)
    {
        _seen = [];
        _seen = await _glance.AskAsync(ct);
    }

    private IEnumerable<Measurement<double>> Times(Func<ScheduleState, DateTimeOffset?> time) =>
        from schedule in _seen
        let at = time(schedule)
        where at is not null
        select new Measurement<double>(
            at.Value.ToUnixTimeMilliseconds() / 1000.0,
            new KeyValuePair<string, object?>("schedule", schedule.Name)
        );

    private IEnumerable<Measurement<long>> Outcomes() =>
        from schedule in _seen
        let job = schedule.LastJob
        where job is not null
        from state in Enum.GetValues<JobState>()
        select new Measurement<long>(
            job.State == state ? 1 : 0,
            new KeyValuePair<string, object?>("schedule", schedule.Name),
            new KeyValuePair<string, object?>("state", state.Word())
        );
}
