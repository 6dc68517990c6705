using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Couriarr.Tests.Members;

[Trait("family", "announce")]
public sealed class MailTrialTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("220 mx ready\r\n", "250-mx\r\n250-STARTTLS\r\n250 HELP\r\n", true, "ok")]
    [InlineData("220-hello\r\n220 mx ready\r\n", "250 mx\r\n", false, "ok")]
    [InlineData("220 mx ready\r\n", "250 mx\r\n", true, "failed")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "", true, "wrong_app")]
    public async Task A_mail_server_is_greeted_and_no_more(string banner, string offers, bool starttls, string result)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = TalkAsync(listener, banner, offers);
        await using var host = await MembersHost.StartAsync();
        var options = new
        {
            host = "127.0.0.1",
            port = ((IPEndPoint)listener.LocalEndpoint).Port,
            starttls,
            from = "a@b",
            to = new[] { "c@d" },
        };

        var (_, said) = await host.SendAsync(HttpMethod.Post, "/members/channels/test", new { kind = "email", options });

        Assert.True(said.GetProperty("result").GetString() == result, said.ToString());
        Assert.Equal(offers.Length > 0 ? "EHLO couriarr\r\nQUIT\r\n" : "", await talk);
    }

    [Theory]
    [InlineData("/bin/sh", "ok")]
    [InlineData("members.key", "failed")]
    [InlineData("/nowhere/at/all", "not_found")]
    public async Task A_program_is_looked_at_and_not_run(string path, string result)
    {
        await using var host = await MembersHost.StartAsync();
        var (_, said) = await host.SendAsync(
            HttpMethod.Post,
            "/members/channels/test",
            new { kind = "command", options = new { path = Path.Combine(host.Folder, path) } }
        );
        Assert.Equal(result, said.GetProperty("result").GetString());
    }

    private static async Task<string> TalkAsync(TcpListener listener, string banner, string offers)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(banner), Ct);
        var heard = new StringBuilder();
        var buffer = new byte[256];
        for (int read; (read = await stream.ReadAsync(buffer, Ct)) > 0; )
        {
            if (heard.Length == 0)
                await stream.WriteAsync(Encoding.ASCII.GetBytes(offers), Ct);
            heard.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        return heard.ToString();
    }
}
