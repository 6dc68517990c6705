using System.Text;
using Couriarr.Doors.Access.Setup;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Logging;
using Couriarr.Storage;
using Couriarr.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Security;

/// <summary>The whole service in this process, for browsers to visit. It can be started again on the same folder.</summary>
internal sealed class BrowserHost : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";
    private readonly LocalStore _store;
    private readonly LogBook _logs;
    private readonly WebApplication _app;
    private readonly MemoryStream _console;

    private BrowserHost(Settings settings, LocalStore store, LogBook logs, WebApplication app, MemoryStream console) =>
        (Settings, _store, _logs, _app, _console) = (settings, store, logs, app, console);

    public Settings Settings { get; }
    public string Address => _app.Urls.Single();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What somebody types who reads the program's output.</summary>
    public string Code => Get<FirstVisit>().Code.Text;

    public async Task<string> PrintedAsync()
    {
        await _logs.FlushAsync();
        return Encoding.UTF8.GetString(_console.ToArray());
    }

    public static async Task<BrowserHost> StartAsync(
        Scratch scratch,
        TimeProvider? clock = null,
        IFailPoints? failPoints = null,
        string? adminPassword = null,
        ServerOptions? server = null
    )
    {
        var settings = new Settings(scratch.Folder, "127.0.0.1", 0, TimeZoneInfo.Utc)
        {
            Options = new CouriarrOptions
            {
                Server = server ?? new ServerOptions(),
                Auth = new AuthOptions { AdminPassword = adminPassword is null ? null : new Secret(adminPassword) },
            },
        };
        var console = new MemoryStream();
        var store = await SharedPostgres.OpenAsync(settings.Storage);
        var logs = new LogBook(LogOptions.Read(settings, _ => null), new Redactor(), TimeProvider.System, console);
        var app = CouriarrApp.Build(
            settings,
            store,
            logs,
            services => services.AddSingleton(clock ?? TimeProvider.System).AddSingleton(failPoints ?? new NoFailPoints())
        );
        var host = new BrowserHost(settings, store, logs, app, console);
        try
        {
            await CouriarrApp.StartAsync(app, settings);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new browser that is not signed in.</summary>
    public Browser Visit() => new(new Uri(Address));

    /// <summary>A browser whose owner has become the administrator.</summary>
    public async Task<Browser> SetUpAsync()
    {
        var browser = Visit();
        using var answer = await browser.SubmitAsync("/setup", SetupForm(Code));
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        return browser;
    }

    public static (string, string)[] SetupForm(string code) =>
        [("code", code), ("name", "admin"), ("password", Password), ("again", Password)];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        await _logs.DisposeAsync();
    }

    /// <summary>A folder for one or several starts.</summary>
    internal sealed class Scratch : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("couriarr-browser-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
