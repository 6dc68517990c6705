using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class SortingTests
{
    private static readonly DateTimeOffset Now = FakeClock.Noon;
    private static readonly Editor Editor = new(
        MessageBook.Read(null, (_, why) => Assert.Fail(why)),
        new CouriarrOptions(),
        new FakeClock()
    );
    private static readonly MediaWords Words = new(Editor);
    private readonly Sorting _sorting = new(Words, Editor);

    [Fact]
    public void A_few_are_sent_one_by_one_oldest_first()
    {
        var open = Movies(3);

        var sorted = _sorting.Next(open, [], Now);

        Assert.Equal([1L], sorted.Next!.Ids);
        Assert.Equal("Movie Synced", sorted.Next.Notice.Title.Plain);
    }

    [Fact]
    public void F06_more_than_a_few_are_one_message_with_counts_and_the_first_titles()
    {
        var open = Movies(40);
        open.AddRange(Enumerable.Range(100, 500).Select(n => Open(n, Editor.Write(Messages.NotVisible, Facts("Dark", "attic")))));

        var letter = _sorting.Next(open, [], Now).Next!;

        Assert.Equal(540, letter.Of.Count);
        Assert.Equal(("540 Messages", Severity.Warning), (letter.Notice.Title.Plain, letter.Notice.Severity));
        var text = Told.Marked(letter.Notice.Body);
        Assert.StartsWith(
            "*Not visible (500)*\n• Dark (500 times)\n\n*Synced (40)*\n• Movie 1 (2001)\n• Movie 2 (2002)\n",
            text,
            StringComparison.Ordinal
        );
        Assert.EndsWith("• Movie 10 (2010)\nand 30 more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void F06_episodes_of_one_series_become_one_message_whatever_their_number()
    {
        List<OpenNotice> open = [.. Enumerable.Range(1, 200).Select(n => Open(n, Words.Of(Told.Episodes("Dark", 1, n, 1, seconds: 2))))];

        var letter = _sorting.Next(open, [], Now + Sorting.Settle).Next!;

        Assert.Equal(200, letter.Of.Count);
        Assert.Equal("Episodes Synced", letter.Notice.Title.Plain);
        Assert.Equal(
            "*Dark*\nSeason 1, 200 episodes: S01E01-E200\nQuality: WEBDL-1080p\nSize: 200.0 KB\nDuration: 6m 40s",
            Told.Marked(letter.Notice.Body)
        );
    }

    [Fact]
    public void More_of_the_same_movie_waits_a_minute_and_others_do_not_wait_for_it()
    {
        var (first, other) = (Movies(2)[0], Movies(2)[1]);
        var sent = new SentMessage("x", "delivered", "radarr-hd:1", Now - TimeSpan.FromSeconds(20));

        Assert.Equal(new Sorted(null, Now + TimeSpan.FromSeconds(40)), _sorting.Next([first], [sent], Now));
        Assert.Equal([2L], _sorting.Next([first, other], [sent], Now).Next!.Ids);
    }

    [Fact]
    public void Episodes_wait_until_no_more_of_their_series_came_for_45_seconds_and_others_do_not_wait_for_them()
    {
        var open = Season(4, everySeconds: 3);

        Assert.Equal(new Sorted(null, Now + TimeSpan.FromSeconds(45)), _sorting.Next(open[..1], [], Now));
        Assert.Equal(new Sorted(null, Now + TimeSpan.FromSeconds(54)), _sorting.Next(open, [], Now + TimeSpan.FromSeconds(53.9)));
        Assert.Equal([1L, 2L, 3L, 4L], _sorting.Next(open, [], Now + TimeSpan.FromSeconds(54)).Next!.Ids);
        Assert.Equal([9L], _sorting.Next([.. open, Movies(9)[8]], [], Now + TimeSpan.FromSeconds(10)).Next!.Ids);
    }

    [Fact]
    public void Episodes_that_go_on_coming_are_told_ten_minutes_after_the_first()
    {
        var open = Season(21, everySeconds: 30);
        var end = Now + TimeSpan.FromMinutes(10);

        Assert.Equal(new Sorted(null, end), _sorting.Next(open[..^1], [], end - TimeSpan.FromSeconds(1)));
        Assert.Equal(21, _sorting.Next(open, [], end).Next!.Of.Count);
    }

    [Fact]
    public void Episodes_that_follow_what_was_told_wait_for_both_the_minute_and_those_behind_them()
    {
        var open = Season(1, everySeconds: 3);
        var sent = new SentMessage("x", "delivered", "sonarr-hd:7", Now);

        Assert.Equal(Now + TimeSpan.FromSeconds(60), _sorting.Next(open, [sent], Now).Later);
        Assert.Equal(Now + TimeSpan.FromSeconds(45), _sorting.Next(open, [sent with { At = Now - TimeSpan.FromSeconds(20) }], Now).Later);
    }

    [Theory, InlineData(10, true), InlineData(9, false)]
    public void Ten_episodes_in_one_are_a_whole_pack_and_told_at_once(int episodes, bool isTold)
    {
        var pack = Open(1, Words.Of(Told.Episodes("Dark", 1, 1, episodes)));

        Assert.Equal(isTold, _sorting.Next([pack], [], Now).Next is not null);
        Assert.Null(_sorting.Next([pack, .. Season(2, everySeconds: 3)], [], Now).Next);
    }

    [Fact]
    public void Ten_episodes_that_were_told_one_by_one_and_only_carried_together_wait_for_the_rest()
    {
        var told = Told.Episodes("Dark", 1, 1, 10);
        var carried = Open(1, Words.Of(told with { Files = [.. told.Files.Select((file, n) => file with { Batch = n })] }));

        Assert.Null(_sorting.Next([carried], [], Now).Next);
    }

    [Fact]
    public void After_five_messages_within_a_minute_the_next_waits_until_the_first_is_a_minute_old()
    {
        var sent = Enumerable.Range(1, 5).Select(n => new SentMessage($"{n}", "failed", "", Now - TimeSpan.FromSeconds(50 - n))).ToList();

        var sorted = _sorting.Next(Movies(1), sent, Now);

        Assert.Equal((null, Now + TimeSpan.FromSeconds(11)), (sorted.Next, sorted.Later));
        Assert.NotNull(_sorting.Next(Movies(1), sent[1..], Now).Next);
    }

    [Fact]
    public void What_stands_alone_is_a_message_of_its_own_in_any_storm()
    {
        var open = Movies(40);
        open.Add(Open(99, Editor.Write(Messages.Test, new Dictionary<string, string>())));

        Assert.Equal([99L], _sorting.Next(open, [], Now).Next!.Ids);
    }

    [Fact]
    public void What_must_be_quiet_waits_until_it_need_not()
    {
        var night = Movies(1)[0] with { NotBefore = Now + TimeSpan.FromHours(7) };

        var sorted = _sorting.Next([night], [], Now);

        Assert.Equal((null, Now + TimeSpan.FromHours(7)), (sorted.Next, sorted.Later));
        Assert.Equal(new Sorted(null, null), _sorting.Next([], [], Now));
    }

    [Fact]
    public void A08_what_was_cut_off_is_put_together_as_it_was_under_the_same_id()
    {
        var open = Movies(5);
        var first = _sorting.Next(open, [], Now).Next!;
        List<OpenNotice> cut = [.. open.Select(o => o with { IsCut = true, Tries = 1, Message = first.Notice.Id }), Movies(9)[8]];

        var again = _sorting.Next(cut, [], Now).Next!;

        Assert.True(again.IsCut);
        Assert.Equal(
            (first.Notice.Id, 5, Told.Marked(first.Notice.Body)),
            (again.Notice.Id, again.Of.Count, Told.Marked(again.Notice.Body))
        );
    }

    private static List<OpenNotice> Movies(int count) =>
        [.. Enumerable.Range(1, count).Select(n => Open(n, Words.Of(Told.Movie($"Movie {n}", 2000 + n, id: n))))];

    private static List<OpenNotice> Season(int count, int everySeconds) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(n =>
                    Open(n, Words.Of(Told.Episodes("Dark", 1, n, 1)) with { At = Now + TimeSpan.FromSeconds(everySeconds * (n - 1)) })
                ),
        ];

    private static OpenNotice Open(long id, Notice notice) => new(id, notice with { Id = $"n{id}" });

    private static Dictionary<string, string> Facts(string title, string player) => new() { ["title"] = title, ["player"] = player };
}
