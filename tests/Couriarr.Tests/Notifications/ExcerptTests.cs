using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Media;
using Couriarr.Neighbours.Receivers;
using Couriarr.Storage.Sql;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

/// <summary>What others said is told in its beginning, which never ends within a character.</summary>
[Trait("family", "announce")]
public sealed class ExcerptTests
{
    // Its last whole character ends at 199; the next has two halves.
    private static readonly string Reason = new string('x', 199) + "🎬🎬";
    private static readonly string Cut = new string('x', 199) + "…";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc…")]
    [InlineData("ab🎬d", 3, "ab…")]
    [InlineData("abe\u0301d", 3, "ab…")]
    [InlineData("a👨‍👩‍👧b", 4, "a…")]
    [InlineData("👨‍👩‍👧b", 1, "…")]
    public void It_ends_between_characters(string text, int longest, string excerpt) => Assert.Equal(excerpt, Excerpt.Of(text, longest));

    [Fact]
    public async Task What_a_receiver_answers_is_quoted_in_whole_characters()
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        await using var rig = new ChannelRig();
        receiver.Always = FakeReceiver.Refuses(400, $$"""{"ok":false,"description":"{{Reason}}"}""");
        var options = new TelegramOptions
        {
            ApiUrl = receiver.Address,
            BotToken = new Secret("1:s3cret"),
            ChatId = "1",
        };

        var failure = await rig.FailureAsync("telegram", options);

        Assert.Contains($": {Cut}.", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_line_of_a_program_is_told_in_whole_characters()
    {
        await using var hook = new Hook($"echo '{Reason}' >&2; exit 3");
        await using var rig = new ChannelRig();

        var failure = await rig.FailureAsync("command", hook.Options);

        Assert.Equal($"Command 'den' ended with exit code 3: {Cut}. It will be run again.", failure!.Message);
    }

    [Fact]
    public async Task The_summary_gives_reasons_in_whole_characters()
    {
        await using var host = await StartAsync([Channel("main")]);
        await host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        """
                        INSERT INTO sync_jobs (job_type, source_path, dest_path, title, status, created_at, completed_at, batch, work, app_path, error_message)
                        VALUES ('movie', '/a', '/b', 'Dune', 'failed_permanent', 0, 0, 1, 'radarr-hd:1', '/app/Dune', @p1)
                        """,
                        Reason
                    ),
                WriteKind.Growth,
                Ct
            );

        await host.SendAsync(HttpMethod.Post, "/summary/send");
        await host.UntilGotAsync("main", 1);

        Assert.Contains($"Dune: {Cut}", host.Mailbox.Of("main")[0].Body.Plain.Split('\n').Select(line => line.TrimStart('•', ' ')));
    }
}
