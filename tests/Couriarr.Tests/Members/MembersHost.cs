using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Members;
using Couriarr.Features.Secrets;
using Couriarr.Logging;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;
using Couriarr.Tests.Jobs;
using Couriarr.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Members;

/// <summary>The service with a configuration of its own and a clock that stands still, which can be restarted upon its data.</summary>
internal sealed class MembersHost : IAsyncDisposable
{
    private const string Key = "the-api-key-of-these-tests-0123456789";
    private const string Nobody = "players: {}\n";
    private readonly ConfigRoom _room = new();
    private LocalStore _store = null!;
    private LogBook _logs = null!;
    private WebApplication _app = null!;

    private MembersHost() { }

    public FakeClock Clock { get; } = new();
    public HttpClient Client { get; private set; } = null!;
    public string Folder => Path.Combine(_room.Folder, "data");
    public MemberBook Book => Get<MemberBook>();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<MembersHost> StartAsync(string yaml = Nobody)
    {
        var host = new MembersHost();
        await host.OpenAsync(yaml);
        return host;
    }

    /// <param name="between">What happens while it is down.</param>
    public async Task RestartAsync(string yaml = Nobody, Action? between = null)
    {
        await CloseAsync();
        between?.Invoke();
        await OpenAsync(yaml);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What a hand types while the service runs.</summary>
    public Task<string> TypeAsync(string sql) => SharedPostgres.TypeAsync(Folder, sql);

    /// <summary>As long as a look at the table may be old.</summary>
    public void LetTimePass() => Clock.Advance(TimeSpan.FromSeconds(2));

    public Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{ifMatch}\"");
        using var answer = await Client.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    public async Task<JsonElement> AddAsync(string family, object order)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, $"/members/{family}", order);
        Assert.True(status == HttpStatusCode.Created, body.ToString());
        return body;
    }

    public async Task<JsonElement> MemberAsync(string path)
    {
        var (status, body) = await GetAsync($"/members/{path}");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    /// <summary>Everything that lies in the folder but the key, by file.</summary>
    public IEnumerable<(string File, string Text)> Files() =>
        from file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        where Path.GetFileName(file) is not (MemberKey.FileName or "couriarr.lock")
        select (Path.GetRelativePath(Folder, file), Read(file));

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _room.Dispose();
        await SharedPostgres.ForgetAsync(Folder);
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private async Task OpenAsync(string yaml)
    {
        var config = _room.With("COURIARR_DATA", Folder).With("COURIARR_API_KEY", Key).Yaml(yaml).Load();
        Assert.Empty(config.Problems.Errors);
        var settings = Settings.Of(config) with { Port = 0, Bind = "127.0.0.1" };
        _store = await SharedPostgres.OpenAsync(settings.Storage);
        _logs = new LogBook(LogOptions.Read(settings, _ => null), new Redactor(), TimeProvider.System, Stream.Null);
        _app = CouriarrApp.Build(settings, _store, _logs, services => services.AddSingleton<TimeProvider>(Clock));
        await CouriarrApp.StartAsync(_app, settings);
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()), Timeout = TimeSpan.FromSeconds(30) };
        Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
    }

    private async Task CloseAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        await _logs.DisposeAsync();
    }
}
