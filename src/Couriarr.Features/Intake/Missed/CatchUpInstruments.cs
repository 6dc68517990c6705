using System.Diagnostics.Metrics;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Intake.Missed;

/// <summary>Whether everything that was imported has arrived.</summary>
internal sealed class CatchUpInstruments : IInstruments
{
    private readonly Glance<IReadOnlyList<(string Instance, Delivered Delivered)>> _glance;
    private IReadOnlyList<(string Instance, Delivered Delivered)> _seen = [];

    public CatchUpInstruments(IMeterFactory meters, MemberBook members, Deliveries deliveries, TimeProvider clock)
    {
        _glance = new(ct => LookAsync(members, deliveries, ct), clock);
        var meter = meters.Create("Couriarr.CatchUp");
        meter.CreateObservableGauge(
            "couriarr_imports_in_history",
            () => _seen.Select(s => Measured(s.Instance, s.Delivered.InHistory)),
            null,
            "Files that the instance imported within the last 30 days and still has, by its own history.",
            Labels.Named("instance")
        );
        meter.CreateObservableGauge(
            "couriarr_imports_delivered",
            () => _seen.Select(s => Measured(s.Instance, s.Delivered.Arrived)),
            null,
            "And of these, the files that have arrived. Anything less is still on its way, or missed.",
            Labels.Named("instance")
        );
    }

    public async Task LookAsync(CancellationToken ct)
    {
        _seen = [];
        _seen = await _glance.AskAsync(ct);
    }

    private static async Task<IReadOnlyList<(string, Delivered)>> LookAsync(MemberBook members, Deliveries deliveries, CancellationToken ct)
    {
        var all = new List<(string, Delivered)>();
        foreach (var instance in (await members.AllAsync<InstanceTerms>(ct)).Where(CatchUps.IsPossible))
            if (await deliveries.OfAsync(instance.Name, Deliveries.UsualDays, TimeZoneInfo.Utc, ct) is { } delivered)
                all.Add((instance.Name, delivered));
        return all;
    }

    private static Measurement<long> Measured(string instance, long count) =>
        new(count, new KeyValuePair<string, object?>("instance", instance));
}
