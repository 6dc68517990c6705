using Couriarr.Features.Discovery;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Discovery.Rules;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Discovery.Catalogue;

/// <summary>Shows and decisions at rest.</summary>
[Trait("family", "find")]
public sealed class ShowsTableTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_show_comes_back_as_it_was_stored() =>
        WithAsync(async shows =>
        {
            var whole = Tried.Wanted with
            {
                Rating = 8.25,
                Ended = new DateOnly(2026, 2, 28),
                WebChannel = "BBC iPlayer",
                Image = new Uri("https://static.tvmaze.com/uploads/images/1.jpg"),
                Page = new Uri("https://www.tvmaze.com/shows/1/wanted"),
            };
            await shows.StoreAsync([whole, Tried.Blank], Ct);
            Assert.Equal(whole with { Genres = [] }, (await shows.FindAsync(1, Ct))!.Show with { Genres = [] });
            Assert.Equal(whole.Genres, (await shows.FindAsync(1, Ct))!.Show.Genres);
            Assert.Equal(Tried.Blank, (await shows.FindAsync(2, Ct))!.Show with { Genres = Tried.Blank.Genres });
            Assert.Null(await shows.FindAsync(3, Ct));
        });

    [Fact]
    public Task An_update_of_the_catalogue_does_not_wipe_what_was_decided() =>
        WithAsync(async shows =>
        {
            await shows.StoreAsync([Tried.Wanted], Ct);
            var settled = new Settled(ShowStatus.Added, "Added.") { SeriesId = 7, Instance = "sonarr-4k" };
            Assert.True(await shows.DecideAsync(1, settled, At, Ct));
            var before = (await shows.FindAsync(1, Ct))!.Standing;
            await shows.StoreAsync([Tried.Wanted with { Title = "Renamed", Updated = Tried.Wanted.Updated + 1 }], Ct);
            var after = (await shows.FindAsync(1, Ct))!;
            Assert.Equal("Renamed", after.Show.Title);
            Assert.Equal(before, after.Standing);
            Assert.Equal(
                (ShowStatus.Added, 7, "sonarr-4k", At),
                (after.Standing.Status, after.Standing.SeriesId, after.Standing.Instance, after.Standing.AddedAt)
            );
        });

    [Fact]
    public Task What_is_older_than_what_is_known_changes_nothing() =>
        WithAsync(async shows =>
        {
            await shows.StoreAsync([Tried.Wanted], Ct);
            await shows.StoreAsync([Tried.Wanted with { Title = "Of yesterday", Updated = Tried.Wanted.Updated - 1 }], Ct);
            Assert.Equal(Tried.Wanted.Title, (await shows.FindAsync(1, Ct))!.Show.Title);
        });

    [Theory]
    [InlineData(ShowStatus.Skipped)]
    [InlineData(ShowStatus.Rejected)]
    public Task What_a_person_decided_against_only_a_person_changes(ShowStatus no) =>
        WithAsync(async shows =>
        {
            await shows.StoreAsync([Tried.Wanted], Ct);
            Assert.True(await shows.DecideAsync(1, new Settled(no, null) { ByUser = true }, At, Ct));
            Assert.False(await shows.DecideAsync(1, new Settled(ShowStatus.Added, null), At, Ct));
            Assert.Equal(no, (await shows.FindAsync(1, Ct))!.Standing.Status);
            Assert.True(await shows.DecideAsync(1, new Settled(ShowStatus.Wanted, null) { ByUser = true }, At, Ct));
            Assert.True(await shows.DecideAsync(1, new Settled(ShowStatus.Added, null), At, Ct));
            Assert.False(await shows.DecideAsync(2, new Settled(ShowStatus.Added, null), At, Ct));
        });

    [Fact]
    public Task Pages_follow_each_other_by_number_and_status_and_title() =>
        WithAsync(async shows =>
        {
            var all = Enumerable.Range(1, 10).Select(id => new Show(id, id % 2 == 0 ? $"Even {id}%" : $"Odd {id}"));
            await shows.StoreAsync([.. all], Ct);
            await shows.DecideAsync(4, new Settled(ShowStatus.Wanted, null), At, Ct);
            Assert.Equal([1, 2, 3], await IdsAsync(new(Limit: 3)));
            Assert.Equal([9, 10], await IdsAsync(new(After: 8)));
            Assert.Equal([4], await IdsAsync(new(ShowStatus.Wanted)));
            Assert.Equal([2, 4, 6, 8, 10], await IdsAsync(new(Titled: "EVEN")));
            Assert.Equal([10], await IdsAsync(new(Titled: "0%")));
            Assert.Equal([4], (await shows.WantedAsync(5, Ct)).Select(known => known.Show.Id));

            async Task<IEnumerable<long>> IdsAsync(ShowQuery query) => (await shows.ListAsync(query, Ct)).Select(known => known.Show.Id);
        });

    [Fact]
    public Task The_picture_of_the_catalogue_is_judged_like_the_shows() =>
        WithAsync(async shows =>
        {
            await shows.StoreAsync(RealShows.All, Ct);
            var rules = Tried.Rules("rules: [{ name: detectives, when: { summary: { contains: detective } }, then: review }]");
            var picture = await shows.PictureAsync([rules], Ct);
            var judge = rules.AsOf(Tried.Today);
            var verdicts = judge.Of(picture);
            Assert.Equal(RealShows.All.Count, picture.Count);
            Assert.Equal(
                RealShows.All.OrderBy(show => show.Id).Select(show => judge.Of(show).By),
                verdicts.Select(verdict => judge.Verdicts[verdict].By)
            );
        });

    private static async Task WithAsync(Func<ShowsTable, Task> work)
    {
        await using var scratch = new ScratchDatabase { Lines = [DiscoveryModule.Tables] };
        await scratch.OpenAsync();
        await work(new ShowsTable(scratch.Database, scratch.Clock));
    }
}
