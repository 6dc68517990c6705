using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Features.Intake.Missed;

/// <summary>Starts a <see cref="CatchUp"/> of every instance that can be asked.</summary>
public sealed record CatchUpAll : IJob<CatchUpAll>
{
    public static JobKind Kind { get; } =
        new("catch-up-all")
        {
            Lane = "apps",
            Priority = JobPriority.High,
            Timeout = TimeSpan.FromMinutes(1),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class CatchUpAllHandler(MemberBook members, ImportsTable imports, TimeProvider clock) : IJobHandler<CatchUpAll>
{
    private static readonly TimeSpan KeepImports = TimeSpan.FromDays(40);

    public async Task<JobResult> RunAsync(CatchUpAll job, JobContext context, CancellationToken ct)
    {
        await imports.ForgetAsync(clock.GetUtcNow() - KeepImports, ct);
        var instances = (await members.AllAsync<InstanceTerms>(ct)).Where(CatchUps.IsPossible).ToList();
        context.FollowUp(instances.Select(instance => new CatchUp(instance.Name)));
        return instances.Count > 0 ? JobResult.Done : JobResult.Skip("No instance has a history that can be read: none has an api_key.");
    }
}

public static class CatchUps
{
    /// <summary>Lidarr's and Readarr's histories are not known well enough.</summary>
    public static bool IsPossible(Member<InstanceTerms> member) =>
        ArrApis.CanAsk(member) && ArrApps.OfKind(member.Kind) is ArrApp.Radarr or ArrApp.Sonarr;
}

/// <summary>Whoever starts may have missed something, and does not wait for the hour to look.</summary>
internal sealed class CatchUpAtStart(MemberBook members, JobQueue queue, Loops loops) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.KeepAsync("catch-up at start", EnqueueAsync, stoppingToken);

    private async Task EnqueueAsync(CancellationToken stopping)
    {
        if ((await members.AllAsync<InstanceTerms>(stopping)).Any(CatchUps.IsPossible))
            await queue.EnqueueAsync(new CatchUpAll(), ct: stopping);
    }
}
