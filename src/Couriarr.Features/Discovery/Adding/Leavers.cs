using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Media;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Finds what an app had and has no more: its owner deleted it, and nobody brings it back but its owner.</summary>
internal sealed class Leavers(WishBook book, AdditionTable additions, Database database, ILogger<History> diary, TimeProvider clock)
{
    private const int AtOnce = 1000;
    private const int Named = 10;

    /// <summary>Every app that should have something.</summary>
    public async Task<IReadOnlyList<Target>> TargetsAsync(CancellationToken ct) =>
        [.. (await additions.PlacesAsync(ct)).Select(place => new Target(book.OfSource(place.Source)!.Kind, place.Instance))];

    /// <summary>What should be there. Asked before the app is: what is added meanwhile would seem to be missing.</summary>
    public async Task<IReadOnlyList<Wish>> ExpectedAsync(Target target, CancellationToken ct)
    {
        var wishes = book.Of(target.Kind);
        var there = (await additions.AllAsync(wishes.Source, ct))
            .Where(past => past.WasThere && past.Instance == target.Instance)
            .Select(past => past.Id)
            .ToHashSet();
        var expected = new List<Wish>();
        foreach (var status in there.Count == 0 ? [] : new[] { ShowStatus.Added, ShowStatus.Exists })
            for (var last = 0L; await wishes.ListAsync(status, last, AtOnce, ct) is { Count: > 0 } some; last = some[^1].Id)
                expected.AddRange(some.Where(wish => there.Contains(wish.Id)));
        return expected;
    }

    /// <summary>Writes down what of it is gone.</summary>
    public async Task NoteAsync(Target target, IReadOnlyList<Wish> expected, Stock stock, CancellationToken ct)
    {
        // One that has nothing at all is new, or was set up anew: nobody deleted all of it.
        var gone = stock.Kept.Count == 0 ? [] : expected.Where(wish => !stock.Has(wish)).ToList();
        if (gone.Count == 0)
            return;
        var wishes = book.Of(target.Kind);
        foreach (var some in gone.Chunk(AtOnce))
            await database.WriteAsync(session => SettleAsync(session, wishes, some), WriteKind.Upkeep, ct);
        diary.LogInformation(
            "{App} has {Count} no more, and they are not added there again unless you approve them: {Titles}",
            target.Name,
            gone.Count,
            string.Join(", ", gone.Take(Named).Select(wish => wish.Title)) + (gone.Count > Named ? " and others" : "")
        );
    }

    private async ValueTask<int> SettleAsync(Session session, IWishes wishes, Wish[] some)
    {
        foreach (var wish in some)
            await wishes.SettleAsync(session, wish.Id, Fates.Deleted, clock.GetUtcNow());
        return some.Length;
    }
}
