using System.Diagnostics.Metrics;
using Couriarr.Jobs.Running;

namespace Couriarr.Jobs.Metrics;

/// <summary>Whether the engine itself is at work: its lanes, its heart, its loops.</summary>
internal sealed class LaneInstruments : IInstruments
{
    private readonly Workers _workers;

    public LaneInstruments(IMeterFactory meters, Workers workers, Heart heart, Loops loops)
    {
        _workers = workers;
        var meter = meters.Create("Couriarr.Lanes");
        var lane = Labels.Named("lane");
        meter.CreateObservableGauge("couriarr_jobs_slots", () => Each(l => l.Slots), null, "How many jobs a lane runs at once.", lane);
        meter.CreateObservableGauge("couriarr_jobs_slots_busy", () => Each(l => l.Running), null, "How many jobs of a lane run now.", lane);
        meter.CreateObservableGauge(
            "couriarr_jobs_stuck",
            () => Each(l => l.Stuck),
            null,
            "Handlers that were told to stop and did not; each holds a thread or a connection.",
            lane
        );
        meter.CreateObservableCounter("couriarr_jobs_claimed_total", () => Each(l => l.Claimed), null, "Jobs that a lane took up.", lane);
        meter.CreateObservableCounter(
            "couriarr_jobs_heartbeats_total",
            () => heart.Beats,
            null,
            "Beats of the heart that keeps the leases; a number that stands still for a minute is trouble."
        );
        meter.CreateObservableCounter(
            "couriarr_jobs_loop_falls_total",
            () => loops.FallsOfEach.Select(loop => new Measurement<long>(loop.Value, new KeyValuePair<string, object?>("loop", loop.Key))),
            null,
            "How often a background loop fell and was started again.",
            Labels.Named("loop")
        );
    }

    private IEnumerable<Measurement<long>> Each(Func<Lane, long> value) =>
        _workers.Lanes.Select(lane => new Measurement<long>(value(lane), new KeyValuePair<string, object?>("lane", lane.Name)));
}
