using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Has people told of what was added and of what waits for them, all of one run at once.</summary>
internal sealed record TellFound : IJob<TellFound>
{
    public static JobKind Kind { get; } = new("tell-found") { Lane = "adding", Timeout = TimeSpan.FromMinutes(2) };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class TellFoundHandler(AdditionTable additions, WishBook book, Reactions reactions) : IJobHandler<TellFound>
{
    private const int Named = 25;

    public async Task<JobResult> RunAsync(TellFound job, JobContext context, CancellationToken ct)
    {
        await additions.NoteReviewsAsync(ct);
        // The last of them that ends asks again.
        if (await additions.IsRunUnderwayAsync(ct))
            return JobResult.Skip("More is being added; all of it is told together.");
        var added = await additions.TakeUntoldAsync(Addition.Added, context.Id.Value, ct);
        if (added.Count > 0)
            context.FollowUp(await reactions.ToAsync(new ShowAdded(await NamedAsync(added, ct), added.Count), ct));
        var review = await additions.TakeUntoldAsync(Addition.Review, context.Id.Value, ct);
        if (review.Count > 0)
            context.FollowUp(await reactions.ToAsync(new ShowNeedsReview(await NamedAsync(review, ct), review.Count), ct));
        return added.Count + review.Count > 0 ? JobResult.Done : JobResult.Skip("There is nothing new to tell.");
    }

    private async Task<IReadOnlyList<FoundTitle>> NamedAsync(List<Addition> all, CancellationToken ct)
    {
        var named = new List<FoundTitle>();
        foreach (var addition in all.Take(Named))
            if (book.OfSource(addition.Source) is { } wishes && await wishes.FindAsync(addition.Id, ct) is { } wish)
                named.Add(Of(wishes, wish));
        return named;
    }

    private static FoundTitle Of(IWishes wishes, Wish wish) =>
        new($"{wishes.Source}:{wish.Id}", wish.Title)
        {
            Year = wish.Year,
            Channel = wish.Channel,
            Genres = wish.Genres,
            Why = wish.Note ?? $"The rule '{wish.By}' asks you.",
            Poster = wish.Poster,
            Page = wish.Page,
        };
}
