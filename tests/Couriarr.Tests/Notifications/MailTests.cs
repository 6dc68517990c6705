using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Channels.Mail;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Tests.Notifications;

/// <summary>Against a real mail server.</summary>
[Trait("family", "announce")]
public sealed class MailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("starttls", "")]
    [InlineData("starttls", "PLAIN")]
    [InlineData("tls", "")]
    public async Task A_mail_arrives_encrypted_and_logged_in(string mode, string without)
    {
        await using var server = await OpenAsync(new MailServer { Mode = mode, Without = [without] });
        await using var rig = new ChannelRig();
        var notice = ChannelRig.Notice("Amélie — “Le Fabuleux Destin” & <b>more</b>, a title that is longer than a line") with
        {
            Poster = new("https://i.lan/p.jpg"),
            Link = new("https://c.lan/1?a=b&c=d"),
        };
        var options = Line.To(server) with { ImplicitTls = mode == "tls" };

        await rig.TellAsync("email", options, notice, server.Fingerprint);

        var mail = await server.MailAsync(Ct);
        Assert.Equal(
            (notice.Title.Plain, "couriarr@home.lan", true),
            (Text(mail["subject"]), Text(mail["from"]), mail["encrypted"]!.GetValue<bool>())
        );
        Assert.Equal(("couriarr", "auto-generated"), (Text(mail["user"]), Text(mail["headers"]!["Auto-Submitted"])));
        Assert.Contains("&amp; &lt;b&gt;more&lt;/b&gt;", Text(mail["html"]), StringComparison.Ordinal);
        Assert.Contains("<img src=\"https://i.lan/p.jpg\"", Text(mail["html"]), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://c.lan/1?a=b&amp;c=d\">", Text(mail["html"]), StringComparison.Ordinal);
        Assert.EndsWith("It is there.\r\n\r\nhttps://c.lan/1?a=b&c=d\r\n", Text(mail["plain"]), StringComparison.Ordinal);
        Assert.InRange(mail["longest_line"]!.GetValue<int>(), 10, 90);
    }

    [Fact]
    public async Task Who_has_it_is_not_written_to_again_because_another_one_has_to_wait()
    {
        await using var server = await OpenAsync(new MailServer());
        await using var rig = new ChannelRig();
        var options = Line.To(server, "you@home.lan", "later@home.lan", "me@home.lan");

        var failure = await Assert.ThrowsAsync<TransientException>(() =>
            rig.TellAsync("email", options, ChannelRig.Notice("Heat"), server.Fingerprint)
        );
        var first = await server.MailAsync(Ct);
        await rig.TellAsync("email", options, ChannelRig.Notice("Heat"), server.Fingerprint);
        var second = await server.MailAsync(Ct);

        Assert.Contains("later@home.lan (451 4.7.1 Greylisted", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["you@home.lan", "me@home.lan"], first["to"]!.AsArray().Select(Text));
        Assert.Equal(["later@home.lan"], second["to"]!.AsArray().Select(Text));
        Assert.Equal(Text(first["headers"]!["Message-ID"]), Text(second["headers"]!["Message-ID"]));
    }

    [Fact]
    public async Task One_who_is_refused_does_not_keep_the_others_from_it()
    {
        await using var server = await OpenAsync(new MailServer());
        await using var rig = new ChannelRig();
        var options = Line.To(server, "nobody@home.lan", "you@home.lan");

        var failure = await Assert.ThrowsAsync<PermanentException>(() =>
            rig.TellAsync("email", options, ChannelRig.Notice("Heat"), server.Fingerprint)
        );

        Assert.IsType<PartlyTold>(failure.InnerException);
        Assert.Equal(["you@home.lan"], (await server.MailAsync(Ct))["to"]!.AsArray().Select(Text));
        await Assert.ThrowsAsync<BlockedException>(() =>
            rig.TellAsync("email", options with { To = ["nobody@home.lan"] }, ChannelRig.Notice("Heat"), server.Fingerprint)
        );
    }

    [Fact]
    public async Task A_mail_that_is_not_taken_is_the_mails_fault()
    {
        await using var server = await OpenAsync(new MailServer());
        await using var rig = new ChannelRig();
        var failure = await Assert.ThrowsAsync<PermanentException>(() =>
            rig.TellAsync("email", Line.To(server), ChannelRig.Notice("too big"), server.Fingerprint)
        );
        Assert.Contains("552", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_the_members_fault_and_is_not_told()
    {
        await using var server = await OpenAsync(new MailServer());
        await using var rig = new ChannelRig();
        var options = Line.To(server) with { Password = new Secret("wrong-secret") };

        var failure = await Assert.ThrowsAsync<BlockedException>(() =>
            rig.TellAsync("email", options, ChannelRig.Notice("Heat"), server.Fingerprint)
        );

        Assert.StartsWith("Email 'den' does not accept the user name and password: 535", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_never_goes_out_in_clear()
    {
        await using var server = await OpenAsync(new MailServer { Mode = "plain" });
        await using var rig = new ChannelRig();

        var required = await rig.FailureAsync("email", Line.To(server));
        var allowed = await rig.FailureAsync("email", Line.To(server) with { Starttls = false });

        Assert.Contains("does not offer STARTTLS", Assert.IsType<BlockedException>(required).Message, StringComparison.Ordinal);
        Assert.Contains("is not encrypted", Assert.IsType<BlockedException>(allowed).Message, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Without_a_password_a_server_at_home_may_do_without_encryption()
    {
        await using var server = await OpenAsync(new MailServer { Mode = "plain", Password = null });
        await using var rig = new ChannelRig();
        await rig.TellAsync("email", Line.To(server) with { Starttls = false }, ChannelRig.Notice("Heat"));
        Assert.Equal("Heat", Text((await server.MailAsync(Ct))["subject"]));
    }

    [Fact]
    public async Task F01_a_certificate_that_nobody_vouches_for_is_refused_until_the_owner_accepts_it()
    {
        await using var server = await OpenAsync(new MailServer());
        await using var rig = new ChannelRig();

        var failure = Assert.IsType<TransientException>(await rig.FailureAsync("email", Line.To(server)));

        Assert.Contains($"certificate: {server.Fingerprint}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_trial_greets_a_server_that_is_encrypted_from_the_start()
    {
        await using var server = await OpenAsync(new MailServer { Mode = "tls" });
        await using var host = await Members.MembersHost.StartAsync();
        var options = new
        {
            host = "127.0.0.1",
            port = server.Port,
            implicit_tls = true,
            from = "a@b",
            to = new[] { "c@d" },
            certificate = server.Fingerprint,
        };
        var (_, said) = await host.SendAsync(HttpMethod.Post, "/members/channels/test", new { kind = "email", options });
        Assert.True(said.GetProperty("result").GetString() == "ok", said.ToString());
    }

    [Theory]
    [InlineData("Heat", "Heat")]
    [InlineData("Ä", "=?utf-8?B?w4Q=?=")]
    [InlineData("=?x", "=?utf-8?B?PT94?=")]
    public void A_subject_is_as_mail_wants_it(string title, string written) => Assert.Equal(written, Letter.Encoded(title));

    [Theory]
    [InlineData("no address")]
    [InlineData("a@b\r\nBcc: evil@x")]
    [InlineData("jürgen@home.lan")]
    public async Task An_address_that_is_none_is_the_members_fault(string address)
    {
        await using var rig = new ChannelRig();
        var options = new EmailOptions
        {
            Host = "127.0.0.1",
            From = "a@b",
            To = [address],
        };
        Assert.IsType<BlockedException>(await rig.FailureAsync("email", options));
    }

    private static Task<MailServer> OpenAsync(MailServer server)
    {
        Assert.SkipUnless(MailServer.IsThere, "python3-aiosmtpd is not installed");
        return server.StartAsync();
    }

    private static string Text(System.Text.Json.Nodes.JsonNode? node) => node!.GetValue<string>();
}
