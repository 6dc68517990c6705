using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Features.Tmdb;
using Couriarr.Jobs;
using Couriarr.Neighbours;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Movies.Tmdb;

/// <summary>One line to TMDB for everybody: it is never too fast, and who is told to wait tells the others.</summary>
[Trait("family", "dress")]
public sealed class TmdbLinkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_at_once_are_never_more_than_TMDB_bears()
    {
        await using var tmdb = await FakeTmdb.StartAsync();
        tmdb.Budget.Limit = 20;
        tmdb.Add(new TmdbMovie(603, "Paper Compass"));
        using var http = new OutsideHttp();
        using var link = new TmdbLink(http, Options(tmdb, rate: 20), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 70).Select(_ => link.AskAsync("movie/603", Ct)));

        Assert.Equal((70, 0), (tmdb.Asked.Count, tmdb.Budget.SentAway));
    }

    [Fact]
    public async Task After_a_429_nobody_asks_until_its_time_is_over()
    {
        await using var tmdb = await FakeTmdb.StartAsync();
        tmdb.Add(new TmdbMovie(603, "Paper Compass"));
        tmdb.IsBusy = true;
        var clock = new FakeClock();
        using var http = new OutsideHttp();
        using var link = new TmdbLink(http, Options(tmdb), clock);

        var first = await Assert.ThrowsAsync<TransientException>(() => link.AskAsync("movie/603", Ct));
        tmdb.IsBusy = false;
        var second = await Assert.ThrowsAsync<TransientException>(() => link.AskAsync("movie/603", Ct));

        Assert.Equal((true, TimeSpan.FromSeconds(1)), (first.IsLimit, first.RetryAfter));
        Assert.Equal((true, TimeSpan.FromSeconds(1)), (second.IsLimit, second.RetryAfter));
        Assert.Single(tmdb.Asked);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await link.AskAsync("movie/603", Ct));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_a_key_that_is_refused_closes_the_gate()
    {
        await using var tmdb = await FakeTmdb.StartAsync();
        using var http = new OutsideHttp();
        using var link = new TmdbLink(http, Options(tmdb), TimeProvider.System);
        using var wrong = new TmdbLink(http, Options(tmdb, key: "wrong-key"), TimeProvider.System);
        using var none = new TmdbLink(http, Options(tmdb, key: null), TimeProvider.System);

        Assert.Null(await link.AskAsync("movie/1", Ct));
        var refused = await Assert.ThrowsAsync<BlockedException>(() => wrong.AskAsync("movie/1", Ct));
        Assert.DoesNotContain("wrong-key", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("set tmdb.api_key", (await Assert.ThrowsAsync<BlockedException>(() => none.AskAsync("movie/1", Ct))).Message);
    }

    private static CouriarrOptions Options(FakeTmdb tmdb, int rate = 1000, string? key = FakeTmdb.Token) =>
        new()
        {
            Tmdb = new TmdbOptions
            {
                ApiKey = key is null ? null : new Secret(key),
                BaseUrl = tmdb.Address,
                RateLimit = rate,
            },
        };
}
