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

        var letter = _sorting.Next(open, [], Now).Next!;

        Assert.Equal(200, letter.Of.Count);
        Assert.Equal("Episodes Synced", letter.Notice.Title.Plain);
        Assert.Equal(
            "*Dark*\nSeason 1, 200 episodes: S01E01-E200\nQuality: WEBDL-1080p\nSize: 200.0 KB\nDuration: 6m 40s",
            Told.Marked(letter.Notice.Body)
        );
    }

    [Fact]
    public void More_of_the_same_series_waits_a_minute_and_others_do_not_wait_for_it()
    {
        var dark = Open(1, Words.Of(Told.Episodes("Dark", 1, 2, 1)));
        var sent = new SentMessage("x", "delivered", "sonarr-hd:7", Now - TimeSpan.FromSeconds(20));

        Assert.Equal(
            (null, Now + TimeSpan.FromSeconds(40)),
            (_sorting.Next([dark], [sent], Now).Next, _sorting.Next([dark], [sent], Now).Later)
        );
        Assert.Equal([2L], _sorting.Next([dark, Movies(2)[1]], [sent], Now).Next!.Ids);
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

    private static OpenNotice Open(long id, Notice notice) => new(id, notice with { Id = $"n{id}" });

    private static Dictionary<string, string> Facts(string title, string player) => new() { ["title"] = title, ["player"] = player };
}
