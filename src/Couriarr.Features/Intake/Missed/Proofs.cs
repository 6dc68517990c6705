using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Intake.Missed;

/// <summary>The proof of every instance that nothing was missed, for a page that is open all day: looked up no oftener than is cheap.</summary>
internal sealed class Proofs(CatchUpDesk desk, CouriarrOptions options, TimeProvider clock)
{
    private readonly Glance<IReadOnlyList<Proof>> _glance = new(ct => CountAsync(desk, options.TimeZone ?? TimeZoneInfo.Local, ct), clock);

    public Task<IReadOnlyList<Proof>> AskAsync(CancellationToken ct) => _glance.AskAsync(ct);

    private static async Task<IReadOnlyList<Proof>> CountAsync(CatchUpDesk desk, TimeZoneInfo zone, CancellationToken ct)
    {
        var proofs = new List<Proof>();
        foreach (var instance in await desk.InstancesAsync(name: null, ct))
            if (await desk.DeliveredAsync(instance, Deliveries.UsualDays, zone, ct) is var (delivered, fortunes))
                proofs.Add(new Proof(instance.Name, delivered, fortunes));
        return proofs;
    }
}

/// <param name="Fortunes">What stands with each that has not arrived.</param>
internal sealed record Proof(string Instance, Delivered Delivered, IReadOnlyDictionary<KnownImport, Fortune> Fortunes)
{
    /// <summary>Those that will not arrive unless somebody does something.</summary>
    public IReadOnlyList<KnownImport> Stranded =>
        [.. Delivered.Waiting.Where(import => Fortunes[import] is Fortune.GivenUp or Fortune.Fruitless)];
}
