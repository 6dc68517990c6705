using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Tests.Discovery.Judging;

/// <summary>Where a show stands once the rules were asked.</summary>
[Trait("family", "find")]
public sealed class CourseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Verdict Add = new(Decision.Add, "filters", null, Routing.AsEver);
    private static readonly Verdict Ask = new(Decision.Review, "ask me", null, Routing.AsEver);
    private static readonly Verdict No = new(Decision.Filtered, "filters.min_runtime", "runtime", Routing.AsEver);

    public static TheoryData<ShowStatus> All => [.. Enum.GetValues<ShowStatus>()];

    [Theory]
    [InlineData(ShowStatus.Added)]
    [InlineData(ShowStatus.Exists)]
    [InlineData(ShowStatus.Skipped)]
    [InlineData(ShowStatus.Rejected)]
    public void What_is_settled_no_rule_changes(ShowStatus settled)
    {
        Assert.Equal(settled, After(settled, No));
        Assert.Equal(settled, After(settled, Add));
        Assert.Equal(settled, After(settled, Ask, hasId: false));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_the_rules_no_longer_want_is_filtered_unless_it_is_settled_or_a_person_wants_it(ShowStatus was)
    {
        var settled = was is ShowStatus.Added or ShowStatus.Exists or ShowStatus.Skipped or ShowStatus.Rejected;
        Assert.Equal(settled ? was : ShowStatus.Filtered, After(was, No));
        Assert.NotEqual(ShowStatus.Filtered, was is ShowStatus.Filtered ? ShowStatus.Wanted : After(was, No, byUser: true));
    }

    [Theory]
    [InlineData(ShowStatus.Wanted)]
    [InlineData(ShowStatus.Review)]
    [InlineData(ShowStatus.Failed)]
    public void The_same_verdict_changes_nothing(ShowStatus was)
    {
        Assert.Equal(was, After(was, Add, before: Add));
        Assert.Equal(ShowStatus.Wanted, After(was, Add, before: Ask));
        Assert.Equal(ShowStatus.Review, After(was, Ask, before: Add));
        Assert.Equal(ShowStatus.Wanted, After(was, Add, before: Add, news: News.NewTvdbId));
    }

    [Fact]
    public void What_is_wanted_without_an_id_waits_for_it_and_is_given_up_in_the_end()
    {
        var waiting = Course().After(Candidate(ShowStatus.Pending, null, hasId: false), Add, Now);
        Assert.Equal((ShowStatus.PendingTvdb, Now, Now.AddDays(7)), (waiting.Status, waiting.PendingSince, waiting.RetryAfter));
        var later = Course()
            .After(new Candidate(1, false, News.Some, waiting with { Verdict = Add.Decision, DecidedBy = Add.By }), Add, Now.AddDays(364));
        Assert.Equal(ShowStatus.PendingTvdb, later.Status);
        Assert.Equal(ShowStatus.Abandoned, Course().After(new Candidate(1, false, News.Some, later), Add, Now.AddDays(365)).Status);
    }

    [Fact]
    public void An_id_that_Sonarr_did_not_know_is_tried_again_when_it_is_time_and_not_before()
    {
        var was = Candidate(ShowStatus.PendingTvdb, Add).Standing with { PendingSince = Now.AddDays(-9), RetryAfter = Now.AddHours(1) };
        Assert.Equal(ShowStatus.PendingTvdb, Course().After(new Candidate(1, true, News.Some, was), Add, Now).Status);
        Assert.Equal(ShowStatus.Wanted, Course().After(new Candidate(1, true, News.NewTvdbId, was), Add, Now).Status);
        var again = Course().After(new Candidate(1, true, News.Some, was), Add, Now.AddHours(1));
        Assert.Equal((ShowStatus.Wanted, null, Now.AddDays(-9)), (again.Status, again.RetryAfter, again.PendingSince!.Value));
        Assert.Equal(ShowStatus.Abandoned, Course().After(new Candidate(1, true, News.Some, was), Add, Now.AddDays(400)).Status);
    }

    private static ShowStatus After(
        ShowStatus was,
        Verdict verdict,
        Verdict? before = null,
        bool hasId = true,
        bool byUser = false,
        News news = News.Some
    )
    {
        var candidate = Candidate(was, before, hasId);
        return Course().After(candidate with { News = news, Standing = candidate.Standing with { ByUser = byUser } }, verdict, Now).Status;
    }

    private static Candidate Candidate(ShowStatus was, Verdict? before, bool hasId = true) =>
        new(1, hasId, News.Some, new Standing(was, ByUser: false) { Verdict = before?.Decision, DecidedBy = before?.By });

    private static Course Course() => new(new SyncOptions());
}
