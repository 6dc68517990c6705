using System.Text.Json;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Transfers;

/// <summary>The transfers of one work by one mapping, as far as they are still known: whose was which file?</summary>
internal sealed record Lineage(IReadOnlyList<JobRecord> Jobs)
{
    // What came with one that never ran is that of the job that took it in.
    private IEnumerable<JobRecord> Ran => Jobs.Where(job => job is not { State: JobState.Superseded, StartedAt: null });

    /// <summary>Some transfer has not ended, and takes along all that is open.</summary>
    public bool IsLive => Jobs.Any(job => !job.State.IsEnded());

    /// <summary>The one that had it last, if that is over and the file is not left to one that lives.</summary>
    public JobRecord? LastOf(Parcel parcel)
    {
        var taker = Jobs.FirstOrDefault(job => job.Id.Value == parcel.JobId);
        if (taker is not null && !taker.State.IsEnded())
            return null;
        // Who began it and neither ended it nor put it back is the last, whoever came by later.
        return taker is not null && parcel.Status == ParcelStatus.Running
            ? taker
            : Ran.Where(job => job.State.IsEnded() && Had(job, parcel)).MaxBy(job => job.CompletedAt);
    }

    // What came while it waited or ran was its, but for what came with the next one: that was born because this one ran already.
    private bool Had(JobRecord job, Parcel parcel)
    {
        if (parcel.JobId == job.Id.Value)
            return true;
        var next = Ran.Where(other => other.Id.Value > job.Id.Value).MinBy(other => other.Id.Value);
        return parcel.CreatedAt <= job.CompletedAt
            && (next is null || (parcel.CreatedAt <= next.CreatedAt && parcel.Batch != next.ParentId?.Value));
    }
}

/// <summary>Finds transfers among the jobs.</summary>
internal sealed class TransferJobs(IJobReader jobs)
{
    private const int Page = 500;
    private static readonly JobState[] Live = [.. Enum.GetValues<JobState>().Where(state => !state.IsEnded())];

    /// <summary>The keys of all that have not ended.</summary>
    public async Task<IReadOnlySet<string>> LiveAsync(CancellationToken ct)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var query = new JobQuery(Live, TransferMedia.Kind.Name, Limit: Page); ; )
        {
            var page = await jobs.ListAsync(query, ct);
            keys.UnionWith(page.Select(job => job.UniqueKey).OfType<string>());
            if (page.Count < Page)
                return keys;
            query = query with { Before = page[^1].Id };
        }
    }

    /// <summary>The keys of those that were cancelled last.</summary>
    public async Task<IReadOnlySet<string>> CancelledAsync(CancellationToken ct)
    {
        var cancelled = await jobs.ListAsync(new JobQuery([JobState.Cancelled], TransferMedia.Kind.Name, Limit: Page), ct);
        return cancelled.Select(job => job.UniqueKey).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    public async Task<bool> WasCancelledAsync(TransferMedia job, CancellationToken ct) =>
        (await ListAsync(job, [JobState.Cancelled], ct)).Count > 0;

    public async Task<Lineage> OfAsync(TransferMedia job, CancellationToken ct) => new(await ListAsync(job, [], ct));

    private async Task<List<JobRecord>> ListAsync(TransferMedia job, JobState[] states, CancellationToken ct)
    {
        // As it stands in the payloads, to the end of the word.
        var text = $"{JsonEncodedText.Encode(job.Work.Key).Value}\"";
        var found = await jobs.ListAsync(new JobQuery(states, TransferMedia.Kind.Name, Text: text, Limit: Page), ct);
        return [.. found.Where(one => one.UniqueKey == ((IJob)job).UniqueKey)];
    }
}
