using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Intake.Missed;

/// <summary>Looks in the history of one instance for what we were not told.</summary>
/// <param name="Since">How far back; from where the last one ended, when null.</param>
public sealed record CatchUp(string Instance, TimeSpan? Since = null) : IJob<CatchUp>
{
    public static JobKind Kind { get; } =
        new("catch-up")
        {
            Lane = "apps",
            Priority = JobPriority.High,
            // Until the next hour looks again: an app whose database is locked for some minutes must not cost that hour.
            Retry = new RetryPolicy(16, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromMinutes(15),
        };

    string? IJob.Gate => $"instance:{Instance}";

    // A wish for more is no twin of the hourly one.
    string? IJob.UniqueKey => $"{Kind.Name}:{Instance}{(Since is { } reach ? $":{Duration.Write(reach)}" : "")}";
}

internal sealed class CatchUpHandler(MemberBook members, ArrApis apis, MissedImports missed, MissedRenames renames, Deliveries deliveries)
    : IJobHandler<CatchUp>
{
    public async Task<JobResult> RunAsync(CatchUp job, JobContext context, CancellationToken ct)
    {
        if (await members.FindAsync<InstanceTerms>(job.Instance, ct) is not { Terms.Enabled: true } member)
            return JobResult.Skip($"There is no instance '{job.Instance}' in use any more.");
        try
        {
            var api = apis.Of(member);
            var search = await missed.SeekAsync(api, job.Instance, job.Since, isDry: false, ct);
            var renamed = await renames.HandInAsync(api, job.Instance, search.Since, ct);
            await deliveries.NoteAsync(job.Instance, ct);
            return search.HandedIn.Any() || renamed > 0 ? JobResult.Done : JobResult.Skip(search.Words);
        }
        // People see it beside the watermark, which stays where it is.
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            await missed.FailAsync(job.Instance, e.Message, ct);
            throw;
        }
    }
}
