using System.Text;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Removes at a destination what a person approved: only what is still as it was seen, and upstream is not.</summary>
public sealed record RemoveExtras(string Mapping, Work Work, IReadOnlyList<ExtraFile> Files) : IJob<RemoveExtras>
{
    public static JobKind Kind { get; } =
        new("remove-extras")
        {
            Lane = "mirror",
            Priority = JobPriority.Low,
            Timeout = TimeSpan.FromMinutes(30),
        };

    string? IJob.Gate => $"route:{Mapping}";
}

/// <summary>What is approved is done by a job.</summary>
internal sealed class RemoveApproved : IReaction<RemovalApproved>
{
    public Task<IEnumerable<IJob>> JobsForAsync(RemovalApproved happened, CancellationToken ct) =>
        Task.FromResult<IEnumerable<IJob>>([new RemoveExtras(happened.Route, happened.Work, happened.Files)]);
}

internal sealed class RemoveExtrasHandler(
    PathMap map,
    Mounts mounts,
    ExtraRemovals removals,
    ExtraKeeper keeper,
    CouriarrOptions options,
    TimeProvider clock
) : IJobHandler<RemoveExtras>
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public async Task<JobResult> RunAsync(RemoveExtras job, JobContext context, CancellationToken ct)
    {
        if (keeper.Halt is { } halt)
            return JobResult.Snooze(Later, halt);
        var route = map.Find(job.Mapping) ?? throw new PermanentException($"There is no mapping '{job.Mapping}' any more.");
        if (route.Remote is not null)
            throw new PermanentException($"{route.Destination} is on another machine, where Couriarr removes nothing.");
        using var root = await mounts.PinAsync(route, ct);
        var (same, other) = await keeper.SortAsync(route, root, job.Files, ct);
        await ReserveAsync(job, context.Id.Value, same, ct);
        await RemoveAsync(job, context.Id.Value, route, root, same, ct);
        await keeper.TellAsync(context, job.Work, route, same, ct);
        if (other.Count > 0)
            throw new PermanentException(
                $"{other.Count} of {job.Files.Count} were left alone, as they are no longer what was approved: {other[0]}"
            );
        return same.Count > 0 ? JobResult.Done : JobResult.Skip("They are gone already.");
    }

    private async Task ReserveAsync(RemoveExtras job, long id, List<ExtraFile> files, CancellationToken ct)
    {
        var most = options.Sync.Mirror.MaxDeletes;
        var since = clock.GetUtcNow() - Window;
        if (await removals.ReserveAsync(id, job.Mapping, [.. files.Select(f => f.Within)], most, since, ct) is { } removed)
            throw new PermanentException(
                $"{files.Count} files would be removed and {removed} of the last hour were, more than the {most} an hour of "
                    + "sync.mirror.max_deletes. None of them was. Raise it and restart, or wait an hour, and retry this job."
            );
    }

    private async Task RemoveAsync(RemoveExtras job, long id, Route route, PinnedFolder root, List<ExtraFile> files, CancellationToken ct)
    {
        var left = new Queue<ExtraFile>(files);
        try
        {
            while (left.TryPeek(out var file))
            {
                await keeper.RemoveAsync(route, root, file, ct);
                left.Dequeue();
            }
        }
        finally
        {
            if (left.Count > 0)
                await removals.GiveBackAsync(id, job.Mapping, [.. left.Select(f => f.Within)], CancellationToken.None);
        }
    }
}

/// <summary>Looks at what is to be removed, and puts it into the recycle folder.</summary>
internal sealed class ExtraKeeper(Recycle recycle, Reactions reactions, TimeProvider clock, ILogger<History> history)
{
    private const long NanosPerMilli = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string? Halt => recycle.Halt;

    /// <returns>What may be removed, and why the rest may not. What is gone already is neither.</returns>
    public Task<(List<ExtraFile> Same, List<string> Other)> SortAsync(
        Route route,
        PinnedFolder root,
        IReadOnlyList<ExtraFile> files,
        CancellationToken ct
    ) => Aside.RunAsync(() => Sort(route, root, files), route.Destination, Patience, clock, ct);

    public Task<bool> RemoveAsync(Route route, PinnedFolder root, ExtraFile file, CancellationToken ct) =>
        Aside.RunAsync(() => Remove(route, root, file), route.Destination, Patience, clock, ct);

    public async Task TellAsync(JobContext context, Work work, Route route, IReadOnlyList<ExtraFile> files, CancellationToken ct)
    {
        if (files.Count > 0)
            context.FollowUp(
                await reactions.ToAsync(new MediaWithdrawn(work, [.. files.Select(file => Path.Join(route.Destination, file.Within))]), ct)
            );
    }

    private static (List<ExtraFile>, List<string>) Sort(Route route, PinnedFolder root, IReadOnlyList<ExtraFile> files)
    {
        var (same, other) = (new List<ExtraFile>(), new List<string>());
        foreach (var file in files)
            if (IsUpstream(route, file.Within))
                other.Add($"{AppPath.Shown(file.Within)} lies at the source again.");
            else if (Look(root, file.Within) is { } there)
            {
                if (there.Kind is FileKind.File && there.Size == file.Size && there.Modified / NanosPerMilli == file.Modified)
                    same.Add(file);
                else
                    other.Add($"{AppPath.Shown(file.Within)} changed since.");
            }
        return (same, other);
    }

    // Under any form of its letters: two systems may spell one name in two ways.
    private static bool IsUpstream(Route route, string within) =>
        FormsOf(within).Distinct(StringComparer.Ordinal).Any(name => SourceFile.Look(route.Source, name) is not null);

    private static string[] FormsOf(string within)
    {
        try
        {
            return [within, within.Normalize(NormalizationForm.FormC), within.Normalize(NormalizationForm.FormD)];
        }
        // Half a character, as a name that is no UTF-8 holds, has no normal form.
        catch (ArgumentException)
        {
            return [within];
        }
    }

    private static FileFacts? Look(PinnedFolder root, string within)
    {
        try
        {
            using var folder = root.Inner(within.Split('/')[..^1], create: false);
            return folder.Look(within.Split('/')[^1]);
        }
        catch (IOException e) when (e.HResult is Linux.NoEntry)
        {
            return null;
        }
    }

    private bool Remove(Route route, PinnedFolder root, ExtraFile file)
    {
        var folders = file.Within.Split('/')[..^1];
        using var folder = root.Inner(folders, create: false);
        recycle.Remove(folder, root, folders, file.Within.Split('/')[^1]);
        history.LogInformation("{File} of {Route} was removed at the destination, as an approved plan says", file.Within, route.Name);
        return true;
    }
}
