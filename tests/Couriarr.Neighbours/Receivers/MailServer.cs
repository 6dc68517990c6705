using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Couriarr.Neighbours.Receivers;

/// <summary>A real mail server (Debian's python3-aiosmtpd) with a certificate that nobody vouches for.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-mail-").FullName;
    private readonly Channel<JsonObject> _mails = System.Threading.Channels.Channel.CreateUnbounded<JsonObject>();
    private Process _process = null!;

    public static bool IsThere { get; } = Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd");

    public string User { get; init; } = "couriarr";
    public string? Password { get; init; } = "rïght „password“";

    /// <summary>starttls, tls or plain.</summary>
    public string Mode { get; init; } = "starttls";

    /// <summary>Ways to log in that it does not offer.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];
    public int Port { get; private set; }
    public string Fingerprint { get; private set; } = "";
    public ConcurrentQueue<JsonObject> Mails { get; } = [];

    public async Task<MailServer> StartAsync()
    {
        var (certificate, key) = MakeCertificate();
        var config = new
        {
            mode = Mode,
            user = User,
            password = Password,
            without = Without,
            certificate,
            key,
        };
        var script = Path.Combine(AppContext.BaseDirectory, "Receivers", "mail_server.py");
        _process = Process.Start(
            new ProcessStartInfo(Python, [script, JsonSerializer.Serialize(config)])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var said = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The mail server did not start.");
        Port = int.Parse(said, CultureInfo.InvariantCulture);
        _ = HearAsync();
        return this;
    }

    /// <summary>The next mail that it took.</summary>
    public async Task<JsonObject> MailAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        return await _mails.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task HearAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var mail = (JsonObject)JsonNode.Parse(line)!;
            Mails.Enqueue(mail);
            _mails.Writer.TryWrite(mail);
        }
    }

    private (string Certificate, string Key) MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail.home.lan", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Fingerprint = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
        var (cert, secret) = (Path.Combine(_folder, "certificate.pem"), Path.Combine(_folder, "key.pem"));
        File.WriteAllText(cert, certificate.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return (cert, secret);
    }
}
