using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Finds what becomes of all that is wanted in one app, and writes it down.</summary>
internal sealed class Planner(CouriarrOptions options, WishBook book, AdditionTable additions, Database database, TimeProvider clock)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    public async Task<IReadOnlyList<Wish>> WantedAsync(Target target, CancellationToken ct) =>
        [.. (await book.Of(target.Kind).WantedAsync(ct)).Where(wish => wish.Routing.Instance == target.Instance)];

    /// <summary>Where anything is wanted, though it may not be in use.</summary>
    public async Task<IReadOnlyList<Target>> TargetsAsync(CancellationToken ct)
    {
        var all = new List<Target>();
        foreach (var wishes in book.All)
            all.AddRange((await wishes.WantedAsync(ct)).Select(c => new Target(wishes.Kind, c.Routing.Instance)).Distinct());
        return all;
    }

    /// <summary>What would become of them now. Changes nothing.</summary>
    /// <param name="spent">Of the budget, for other apps in the same run.</param>
    public async Task<Fates> ForeseeAsync(Target target, IReadOnlyList<Wish> wanted, ArrApi api, int spent, CancellationToken ct)
    {
        var past = await PastAsync(target, ct);
        return Fates.Of(wanted, await Stock.ReadAsync(api, ct), past, BudgetOf(await additions.UsedTodayAsync(ct) + spent));
    }

    /// <summary>Settles what needs nobody, and writes down which are added now. The budget is counted in the same moment.</summary>
    public async Task<Fates> BeginAsync(Target target, IReadOnlyList<Wish> wanted, Stock stock, long job, CancellationToken ct)
    {
        var (wishes, past) = (book.Of(target.Kind), await PastAsync(target, ct));
        var fates = await database.WriteAsync(
            async session =>
            {
                var found = Fates.Of(wanted, stock, past, BudgetOf(await additions.UsedTodayAsync(session)));
                foreach (var wish in found.Add)
                    await additions.PlanAsync(session, wishes.Source, wish, job);
                return found;
            },
            WriteKind.Growth,
            ct
        );
        foreach (var some in fates.Settle.Chunk(AtOnce))
            await database.WriteAsync(session => SettleAsync(session, wishes, some), WriteKind.Upkeep, ct);
        return fates;
    }

    /// <summary>Those that are to have a job now: also those that lost theirs, when this one was cut off or theirs was given up.</summary>
    public IEnumerable<Wish> ToAdd(Fates fates, long job) =>
        fates.Add.Concat(fates.Underway.Where(one => IsLost(one.Past, job)).Select(one => one.Wish));

    private bool IsLost(Addition past, long job) => past.PlannedBy == job || clock.GetUtcNow() - past.PlannedAt > LongestWait;

    private async ValueTask<int> SettleAsync(Session session, IWishes wishes, (Wish Wish, Settled Settled)[] some)
    {
        foreach (var (wish, settled) in some)
            if (await wishes.SettleAsync(session, wish.Id, settled, clock.GetUtcNow()))
                await additions.EndAsync(session, wishes.Source, wish, Remembered(settled.Status));
        return some.Length;
    }

    private async Task<IReadOnlyDictionary<long, Addition>> PastAsync(Target target, CancellationToken ct) =>
        (await additions.AllAsync(book.Of(target.Kind).Source, ct)).ToDictionary(addition => addition.Id);

    private Budget BudgetOf(int used) => new(options.Adding.MaxPerRun, options.Adding.MaxPerDay, used);

    /// <summary>What is kept of an end; null for those that leave nothing behind.</summary>
    public static string? Remembered(ShowStatus status) =>
        status switch
        {
            ShowStatus.Added => Addition.Added,
            // That it was there is how we know later that it was deleted there.
            ShowStatus.Exists or ShowStatus.Skipped => Addition.Exists,
            ShowStatus.Review => Addition.Review,
            ShowStatus.Failed => Addition.Failed,
            _ => null,
        };
}
