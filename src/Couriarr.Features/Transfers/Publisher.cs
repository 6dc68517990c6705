using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Gives a finished copy its final name: after it was compared with its original, lies safely on the disk, and nobody else has
/// taken over the job. Until then nothing under that name changes.
/// </summary>
internal sealed class Publisher(CouriarrOptions options, Comparison comparison, Recycle recycle, IFailPoints failPoints, TimeProvider clock)
{
    /// <returns>Null when it is published; else the original changed meanwhile, and the copy is thrown away.</returns>
    public async Task<Fate.Waiting?> PublishAsync(Parcel parcel, Route route, Draft draft, JobContext context, CancellationToken ct)
    {
        if (await comparison.OfAsync(parcel, route, draft, ct) is { } changed)
            return changed;
        failPoints.Reach("transfer.after_verify");
        await EnsureHeldAsync(route, draft, context, ct);
        failPoints.Reach("transfer.before_rename");
        await Aside.RunAsync(() => Rename(parcel, draft), route.Destination, options.Sync.StallTimeout, clock, CancellationToken.None);
        failPoints.Reach("transfer.after_rename");
        return null;
    }

    // Whoever took over has been here, maybe before this run began to write: nobody else would look for it.
    private async Task EnsureHeldAsync(Route route, Draft draft, JobContext context, CancellationToken ct)
    {
        try
        {
            await context.EnsureHeldAsync(ct);
        }
        catch (LeaseLostException)
        {
            await Aside.RunAsync(
                () => draft.Folder.Remove(draft.Temp),
                route.Destination,
                options.Sync.StallTimeout,
                clock,
                CancellationToken.None
            );
            throw;
        }
    }

    private bool Rename(Parcel parcel, Draft draft)
    {
        if (draft.Plan.ReplacesSomething)
            recycle.Keep(draft.Folder, draft.Root, parcel.Folders, parcel.Name);
        draft.Folder.Rename(draft.Temp, parcel.Name);
        draft.Folder.Sync();
        return true;
    }
}

/// <summary>A copy that has no final name yet.</summary>
internal sealed record Draft(SourceFile Source, PinnedFolder Root, PinnedFolder Folder, string Temp, Plan Plan)
{
    /// <summary>Of the original, as it was read for the copy; null when nobody took it.</summary>
    public byte[]? Digest { get; init; }
}
