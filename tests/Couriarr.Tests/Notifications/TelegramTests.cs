using Couriarr.Features.Configuration;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class TelegramTests
{
    [Fact]
    public async Task A_notice_has_its_title_in_bold_and_its_poster_above()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        var notice = ChannelRig.Notice("Heat (1995) & more") with
        {
            Poster = new Uri("https://image.lan/heat.jpg"),
            Link = new Uri("https://couriarr.lan/titles/1?a=b&c=d"),
        };

        await rig.TellAsync("telegram", Line.To(telegram) with { ThreadId = "7", Silent = true }, notice);

        var sent = Assert.Single(telegram.Seen).Sent;
        Assert.Equal(
            "<a href=\"https://couriarr.lan/titles/1?a=b&amp;c=d\"><b>Heat (1995) &amp; more</b></a>\nIt is there.",
            sent["text"]!.GetValue<string>()
        );
        Assert.Equal(
            ("https://image.lan/heat.jpg", 7),
            (sent["link_preview_options"]!["url"]!.GetValue<string>(), sent["message_thread_id"]!.GetValue<int>())
        );
        Assert.True(sent["disable_notification"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_digest_over_the_limit_becomes_several_messages_that_end_with_lines()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        var lines = Enumerable.Range(1, 300).Select(i => $"<Episode> {i} & its title 🎬 {new string('x', 20)}").ToList();

        await rig.TellAsync("telegram", Line.To(telegram), ChannelRig.Notice("Digest", string.Join('\n', lines)));

        Assert.Equal(4, telegram.Seen.Count);
        Assert.Equal(lines.Prepend("Digest"), telegram.Seen.SelectMany(seen => seen.Text.Split('\n')));
    }

    [Fact]
    public async Task When_a_later_part_fails_only_the_rest_is_sent_again()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        var notice = ChannelRig.Notice("Digest", string.Join('\n', Enumerable.Repeat(new string('x', 3000), 2)));
        telegram.Next.Enqueue(FakeReceiver.Refuses(200, """{"ok":true}"""));
        telegram.Next.Enqueue(FakeReceiver.Refuses(502));

        await Assert.ThrowsAsync<TransientException>(() => rig.TellAsync("telegram", Line.To(telegram), notice));
        await rig.TellAsync("telegram", Line.To(telegram), notice);

        Assert.Equal((3, 3000), (telegram.Calls, Assert.Single(telegram.Seen).Text.Length));
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_goes_out_once_more_without_marks()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        telegram.Next.Enqueue(
            FakeReceiver.Refuses(
                400,
                """{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: Unsupported start tag"}"""
            )
        );

        await rig.TellAsync("telegram", Line.To(telegram), ChannelRig.Notice("Tom & Jerry"));

        var seen = Assert.Single(telegram.Seen);
        Assert.Equal(("Tom & Jerry\nIt is there.", false), (seen.Text, seen.Sent.ContainsKey("parse_mode")));
    }

    [Fact]
    public async Task It_is_not_tried_a_third_time()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        telegram.Always = FakeReceiver.Refuses(400, """{"ok":false,"description":"Bad Request: can't parse entities: x"}""");

        await Assert.ThrowsAsync<PermanentException>(() => rig.TellAsync("telegram", Line.To(telegram), ChannelRig.Notice("Heat")));

        Assert.Equal(2, telegram.Calls);
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_is_followed_and_remembered()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        telegram.OldChat = "-42";
        var options = Line.To(telegram) with { ChatId = "-42" };

        await rig.TellAsync("telegram", options, ChannelRig.Notice("Heat"));
        await rig.TellAsync("telegram", options, ChannelRig.Notice("Ronin", id: "n2"));

        Assert.Equal((2, 3), (telegram.Seen.Count, telegram.Calls));
    }

    [Fact]
    public async Task Where_a_group_went_is_known_after_a_restart_too()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var host = await Doors.DoorsHost.StartAsync();
        telegram.OldChat = "-42";
        var options = Line.To(telegram) with { ChatId = "-42" };

        await using (var before = new ChannelRig(database: host.Get<Database>()))
            await before.TellAsync("telegram", options, ChannelRig.Notice("Heat"));
        await using (var after = new ChannelRig(database: host.Get<Database>()))
            await after.TellAsync("telegram", options, ChannelRig.Notice("Ronin", id: "n2"));

        Assert.Equal((2, 3), (telegram.Seen.Count, telegram.Calls));
    }

    [Fact]
    public async Task Between_the_parts_is_as_long_a_pause_as_a_group_wants()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        var clock = new PromptClock();
        await using var rig = new ChannelRig(clock);

        await rig.TellAsync(
            "telegram",
            Line.To(telegram),
            ChannelRig.Notice("Digest", string.Join('\n', Enumerable.Repeat(new string('x', 3000), 3)))
        );
        telegram.Chat = "4711";
        await rig.TellAsync("telegram", Line.To(telegram), ChannelRig.Notice("Digest", new string('x', 5000), id: "n2"));

        Assert.Equal(6, telegram.Seen.Count);
        Assert.Equal([3, 3, 1, 1], clock.Pauses.Select(pause => pause.TotalSeconds));
    }

    [Theory]
    [InlineData("123456:wrong", "-1001234567890", "Telegram 'den' answered 401: Unauthorized.")]
    [InlineData("nonsense", "-1001234567890", "Telegram 'den' answered 404: Not Found.")]
    [InlineData("123456:AAE-right_token", "-7", "Telegram 'den' answered 400: Bad Request: chat not found.")]
    public async Task A_wrong_token_or_chat_is_the_members_fault(string token, string chat, string said)
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();

        var failure = await rig.FailureAsync("telegram", Line.To(telegram) with { BotToken = new Secret(token), ChatId = chat });

        Assert.StartsWith(said, Assert.IsType<BlockedException>(failure).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F08_four_thousand_emoji_arrive_in_parts()
    {
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        await using var rig = new ChannelRig();
        var title = string.Concat(Enumerable.Repeat("🎬", 4000));

        await rig.TellAsync("telegram", Line.To(telegram), ChannelRig.Notice(Prose.Of(title), Prose.Of("")).Tidy());

        Assert.Equal(title, string.Concat(telegram.Seen.Select(seen => seen.Text)));
    }
}
