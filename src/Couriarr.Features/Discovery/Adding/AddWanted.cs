using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Finds what of the wanted one app lacks, and has it added as far as the budget goes.</summary>
internal sealed record AddWanted(Target Target) : IJob<AddWanted>
{
    public static JobKind Kind { get; } =
        new("add-wanted")
        {
            Lane = "adding",
            Priority = JobPriority.Normal,
            Retry = new RetryPolicy(8, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromMinutes(15),
        };

    string? IJob.Gate => Target.Gate;
    string? IJob.UniqueKey => $"{Kind.Name}:{Target.Kind}:{Target.Instance}";
}

internal sealed class AddWantedHandler(Planner planner, Leavers leavers, Consent consent, Storefront storefront, AddingCounts results)
    : IJobHandler<AddWanted>
{
    public async Task<JobResult> RunAsync(AddWanted job, JobContext context, CancellationToken ct)
    {
        if (await consent.ObjectionAsync(ct) is { } objection)
            return JobResult.Skip(objection);
        var wanted = await planner.WantedAsync(job.Target, ct);
        var expected = await leavers.ExpectedAsync(job.Target, ct);
        if (wanted.Count + expected.Count == 0)
            return JobResult.Skip("Nothing is to be added there.");
        var shop = await storefront.EnterAsync(job.Target, wanted.Select(wish => wish.Routing), ct);
        if (shop is null)
            return JobResult.Skip($"There is no {job.Target.Kind} '{job.Target.Name}' in use any more; what is wanted there waits.");
        var stock = await Stock.ReadAsync(shop.Api, ct);
        await leavers.NoteAsync(job.Target, expected, stock, ct);
        if (wanted.Count == 0)
            return JobResult.Skip("Nothing is to be added there.");
        return await AddAsync(job, shop, await planner.BeginAsync(job.Target, wanted, stock, context.Id.Value, ct), context, ct);
    }

    private async Task<JobResult> AddAsync(AddWanted job, Shop shop, Fates fates, JobContext context, CancellationToken ct)
    {
        foreach (var status in fates.Settle.Select(one => one.Settled.Status))
            results.Count(status);
        var jobs = new List<IJob>();
        foreach (var wish in planner.ToAdd(fates, context.Id.Value))
            jobs.Add(new AddOne(job.Target, wish.Id, wish.Title, await shop.RecipeAsync(wish.Routing, ct)));
        context.FollowUp(jobs.Append(new TellFound()));
        return jobs.Count + fates.CountOf(ShowStatus.Review) > 0 ? JobResult.Done : JobResult.Skip(Words(fates));
    }

    private static string Words(Fates fates) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing to add: {fates.CountOf(ShowStatus.Exists)} there already, {fates.CountOf(ShowStatus.Review)} for you to look at, {fates.CountOf(ShowStatus.Skipped)} not wanted there, {fates.Underway.Count} underway."
        );
}
