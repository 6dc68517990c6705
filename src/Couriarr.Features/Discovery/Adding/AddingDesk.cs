using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Discovery.Adding;

/// <param name="Trouble">Why it cannot be said; what is wanted there waits.</param>
internal sealed record Preview(Target Target, int Wanted, Fates? Fates, string? Trouble);

/// <summary>What a person may know of adding, and set going.</summary>
internal sealed class AddingDesk(
    Planner planner,
    Targets targets,
    Consent consent,
    AdditionTable additions,
    CouriarrOptions options,
    JobQueue queue
)
{
    public Task<string?> ObjectionAsync(CancellationToken ct) => consent.ObjectionAsync(ct);

    /// <summary>Whether a person's word is all that is lacking.</summary>
    public async Task<bool> MayBeConfirmedAsync(CancellationToken ct) =>
        options.DryRun is null && await consent.ConfirmedAtAsync(ct) is null;

    public async Task<Budget> BudgetAsync(CancellationToken ct) =>
        new(options.Adding.MaxPerRun, options.Adding.MaxPerDay, await additions.UsedTodayAsync(ct));

    /// <summary>What would be done now, app by app. Asks each of them, and changes nothing.</summary>
    public async Task<IReadOnlyList<Preview>> PreviewAsync(CancellationToken ct)
    {
        var (all, spent) = (new List<Preview>(), 0);
        foreach (var target in (await planner.TargetsAsync(ct)).Union(targets.All))
        {
            var preview = await PreviewAsync(target, spent, ct);
            // The budget of the day is one for all of them.
            spent += preview.Fates?.Add.Count(wish => !wish.ByUser) ?? 0;
            all.Add(preview);
        }
        return all;
    }

    /// <summary>From now on it is done; the first run begins at once.</summary>
    public async Task<JobId> ConfirmAsync(CancellationToken ct)
    {
        await consent.ConfirmAsync(ct);
        return await StartAsync(ct);
    }

    public Task<JobId> StartAsync(CancellationToken ct) => queue.EnqueueAsync(new PlanAdditions(), ct: ct);

    private async Task<Preview> PreviewAsync(Target target, int spent, CancellationToken ct)
    {
        var wanted = await planner.WantedAsync(target, ct);
        try
        {
            return await targets.FindAsync(target, ct) is not { } api
                ? new Preview(target, wanted.Count, Fates: null, $"There is no {target.Kind} '{target.Name}' in use.")
                : new Preview(target, wanted.Count, await planner.ForeseeAsync(target, wanted, api, spent, ct), Trouble: null);
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return new Preview(target, wanted.Count, Fates: null, e.Message);
        }
    }
}
