using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Outside;

/// <summary>Somebody on loopback who answers as a test wants, and remembers who came.</summary>
internal sealed class Neighbour : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _hits;

    private Neighbour(RequestDelegate answer, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Limits.MinResponseDataRate = null;
            k.Listen(IPAddress.Loopback, 0, l => Secure(l, certificate));
        });
        _app = builder.Build();
        _app.Run(async http =>
        {
            Interlocked.Increment(ref _hits);
            Asked.TrySetResult();
            await answer(http);
        });
    }

    public int Hits => Volatile.Read(ref _hits);
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public Uri Address => new(_app.Urls.Single().Replace("[::]", "127.0.0.1", StringComparison.Ordinal));
    public int Port => Address.Port;

    public static async Task<Neighbour> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var neighbour = new Neighbour(answer, certificate);
        await neighbour._app.StartAsync();
        return neighbour;
    }

    public static Task<Neighbour> SayingAsync(string body, int status = 200, string type = "application/json") =>
        StartAsync(http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (status, type);
            return http.Response.WriteAsync(body);
        });

    /// <summary>Which nobody vouches for.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static void Secure(ListenOptions listen, X509Certificate2? certificate)
    {
        if (certificate is not null)
            listen.UseHttps(certificate);
    }
}
