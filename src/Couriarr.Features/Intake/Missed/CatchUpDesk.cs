using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Intake.Missed;

/// <summary>What a person may ask about catching up, and have done.</summary>
internal sealed class CatchUpDesk(
    MemberBook members,
    ArrApis apis,
    JobQueue queue,
    MissedImports missed,
    WatermarkTable marks,
    Deliveries deliveries
)
{
    public async Task<IReadOnlyList<Watermark>> MarksAsync(CancellationToken ct) => await marks.AllAsync(ct);

    /// <summary>The instances that can be caught up with; only that one when a name is given.</summary>
    public async Task<IReadOnlyList<Member<InstanceTerms>>> InstancesAsync(string? name, CancellationToken ct) =>
        [
            .. (await members.AllAsync<InstanceTerms>(ct)).Where(member =>
                CatchUps.IsPossible(member) && (name is null || member.Name == name)
            ),
        ];

    public Task<JobId> StartAsync(string instance, TimeSpan? since, CancellationToken ct) =>
        queue.EnqueueAsync(new CatchUp(instance, since), new EnqueueOptions(Priority: JobPriority.High), ct);

    /// <summary>Looks, and does nothing about what it finds.</summary>
    public Task<Search> LookAsync(Member<InstanceTerms> instance, TimeSpan? since, CancellationToken ct) =>
        missed.SeekAsync(apis.Of(instance), instance.Name, since, isDry: true, ct);

    /// <summary>Null while nobody carries anything, and of an instance whose history is not read.</summary>
    public async Task<(Delivered, IReadOnlyDictionary<KnownImport, Fortune>)?> DeliveredAsync(
        Member<InstanceTerms> instance,
        int days,
        TimeZoneInfo zone,
        CancellationToken ct
    ) =>
        CatchUps.IsPossible(instance) && await deliveries.OfAsync(instance.Name, days, zone, ct) is { } delivered
            ? (delivered, await deliveries.FortunesAsync(instance.Name, delivered, ct))
            : null;
}
