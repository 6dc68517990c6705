using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Adds one show or movie. However often it runs, and whatever becomes of the answer, it is there once.</summary>
internal sealed record AddOne(Target Target, long Id, string Title, Recipe Recipe) : IJob<AddOne>
{
    public static JobKind Kind { get; } =
        new("add-one")
        {
            Lane = "adding",
            Priority = JobPriority.Low,
            Retry = new RetryPolicy(12, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)),
            Timeout = TimeSpan.FromMinutes(5),
        };

    string? IJob.Gate => Target.Gate;
    string? IJob.UniqueKey => $"{Kind.Name}:{Target.Kind}:{Id}";
}

internal sealed class AddOneHandler(
    WishBook book,
    AdditionTable additions,
    Targets targets,
    Consent consent,
    Assistant assistant,
    Till till
) : IJobHandler<AddOne>
{
    public async Task<JobResult> RunAsync(AddOne job, JobContext context, CancellationToken ct)
    {
        var wishes = book.Of(job.Target.Kind);
        var past = await additions.FindAsync(wishes.Source, job.Id, ct);
        if (past is not { IsUnderway: true })
            return JobResult.Skip("It was seen to already.");
        if (await wishes.FindAsync(job.Id, ct) is not { Number: { } number } wish)
            return JobResult.Skip("The catalogue has it no more.");
        var errand = new Errand(job, wishes, wish, number);
        if (past.State == Addition.Planned && await WhyNotAsync(wish, ct) is { } objection)
            return await till.DropAsync(errand, objection, context, ct);
        if (await targets.FindAsync(job.Target, ct) is not { } api)
            return await till.DropAsync(errand, $"There is no {job.Target.Kind} '{job.Target.Name}' in use any more.", context, ct);
        var settled = await assistant.AddAsync(errand, new(api), past.State == Addition.Asked, ct);
        return settled is null
            ? await till.DropAsync(errand, "It lacks what it had when this was planned; the next run looks again.", context, ct)
            : await till.SettleAsync(errand, settled, context, ct);
    }

    private async Task<string?> WhyNotAsync(Wish wish, CancellationToken ct) =>
        wish.Status is Catalogue.ShowStatus.Wanted ? await consent.ObjectionAsync(ct) : "It is not wanted any more.";
}

/// <param name="Number">By which the app knows it.</param>
internal sealed record Errand(AddOne Job, IWishes Wishes, Wish Wish, int Number)
{
    public Target Target => Job.Target;
    public Recipe Recipe => Job.Recipe;
}
