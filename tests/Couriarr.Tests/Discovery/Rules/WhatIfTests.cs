using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Tests.Discovery.Rules;

[Trait("family", "find")]
public sealed class WhatIfTests
{
    private const string Ended = "filters:\n  status: { exclude_ended: false }\n  min_runtime: 50\n";

    [Fact]
    public void Counts_what_a_plain_loop_counts()
    {
        var (before, after) = (Tried.Judge("rules: []"), Tried.Judge(Ended));
        var difference = WhatIf.Compare(ShowTable.Of(RealShows.All), before, after);
        var pairs = RealShows.All.Select(show => (Before: before.Of(show), After: after.Of(show), Show: show)).ToList();
        var added = pairs.Where(pair => !pair.Before.IsWanted && pair.After.IsWanted).ToList();
        var lost = pairs.Where(pair => pair.Before.IsWanted && !pair.After.IsWanted).ToList();
        Assert.True(added.Count > 0 && lost.Count > 5);
        Assert.Equal((added.Count, lost.Count, 0, 150 - added.Count - lost.Count), Counts(difference));

        var shift = Assert.Single(difference.Shifts, one => one.After.Reason == "runtime");
        Assert.Equal((Fate.Lost, "filters", lost.Count), (shift.Fate, shift.Before.By, shift.Count));
        var best = lost.OrderByDescending(pair => pair.Show.Weight).ThenBy(pair => pair.Show.Id).Select(pair => pair.Show);
        Assert.Equal(best.Take(5).Select(show => new SampledShow(show.Id, show.Title)), shift.Samples);
        Assert.Equal(difference.Shifts.OrderByDescending(one => one.Count), difference.Shifts);
        Assert.Equal(difference.Added + difference.Lost, difference.Shifts.Sum(one => one.Count));
    }

    [Fact]
    public void Tells_why_shows_come_and_go()
    {
        var shows = ShowTable.Of([
            Tried.Wanted,
            Tried.Wanted with
            {
                Id = 2,
                Status = "Ended",
            },
            Tried.Wanted with
            {
                Id = 3,
                Country = "US",
            },
        ]);
        var difference = WhatIf.Compare(
            shows,
            Tried.Judge("rules: []"),
            Tried.Judge(
                "rules:\n  - { name: old, when: { status: Ended }, then: review }\n  - { name: no US, when: { country: US }, then: skip }\n"
            )
        );
        Assert.Equal((1, 1, 0, 1), Counts(difference));
        Assert.Equal(
            ["Added filters.status.exclude_ended -> old 2", "Lost filters -> no US 3"],
            difference.Shifts.Select(shift => $"{shift.Fate} {shift.Before.By} -> {shift.After.By} {shift.Samples[0].Id}")
        );
    }

    [Fact]
    public void Tells_apart_what_is_wanted_otherwise_from_what_stays()
    {
        const string tagged = "rules:\n  - { name: tagged, when: { country: GB, passes_filters: true }, then: add, tags: [uk] }\n";
        var shows = ShowTable.Of([Tried.Wanted, Tried.Wanted with { Id = 2, Status = "Ended" }]);
        Assert.Equal((0, 0, 1, 1), Counts(WhatIf.Compare(shows, Tried.Judge("rules: []"), Tried.Judge(tagged))));
        Assert.Equal(
            (0, 0, 0, 2),
            Counts(WhatIf.Compare(shows, Tried.Judge(tagged), Tried.Judge(tagged.Replace("tagged", "renamed", StringComparison.Ordinal))))
        );
        Assert.Empty(WhatIf.Compare(shows, Tried.Judge(tagged), Tried.Judge(tagged)).Shifts);
    }

    [Fact]
    public void Says_the_same_in_whatever_order_the_shows_come()
    {
        var (before, after) = (Tried.Judge("rules: []"), Tried.Judge(Ended));
        Assert.Equivalent(
            WhatIf.Compare(ShowTable.Of(RealShows.All), before, after),
            WhatIf.Compare(ShowTable.Of(RealShows.All.Reverse()), before, after),
            strict: true
        );
    }

    [Fact]
    public void Samples_are_few() =>
        Assert.All(
            WhatIf.Compare(ShowTable.Of(RealShows.All), Tried.Judge("rules: []"), Tried.Judge(Ended), samples: 2).Shifts,
            shift => Assert.Equal(Math.Min(2, shift.Count), shift.Samples.Count)
        );

    private static (int, int, int, int) Counts(Difference difference) =>
        (difference.Added, difference.Lost, difference.Moved, difference.Unchanged);
}
