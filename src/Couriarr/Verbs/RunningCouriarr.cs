using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using Couriarr.Doors;
using Couriarr.Doors.Access;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>The service that runs beside a verb, asked by HTTP with its own key.</summary>
internal sealed class RunningCouriarr : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private readonly Settings _settings;
    private readonly HttpClient _http;

    public RunningCouriarr(Settings settings)
    {
        // The key goes to the service beside us and through nobody's hands.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(settings.Url), Timeout = Patience };
        _http.DefaultRequestHeaders.Add("X-Api-Key", KeyFile.Look(settings).Full?.Reveal());
        _settings = settings;
    }

    /// <summary>Does something with the service, and says in one line what went wrong.</summary>
    public static Task<int> AskAsync(
        Choices choices,
        ParseResult parsed,
        Func<RunningCouriarr, TextWriter, CancellationToken, Task<int>> ask,
        CancellationToken ct
    ) =>
        CommandLine.Honestly(
            choices,
            async (settings, stop) =>
            {
                using var service = new RunningCouriarr(settings);
                return await ask(service, parsed.InvocationConfiguration.Output, stop);
            }
        )(parsed, ct);

    public Task<T> GetAsync<T>(string path, CancellationToken ct) => AskAsync<T>(HttpMethod.Get, path, ct);

    public Task<T> PostAsync<T>(string path, CancellationToken ct, object? body = null) =>
        AskAsync<T>(HttpMethod.Post, path, ct, body is null ? null : JsonContent.Create(body, body.GetType(), options: Answers.Json));

    public Task<T> PutAsync<T>(string path, object body, CancellationToken ct) =>
        AskAsync<T>(HttpMethod.Put, path, ct, JsonContent.Create(body, body.GetType(), options: Answers.Json));

    public Task<T> DeleteAsync<T>(string path, CancellationToken ct) => AskAsync<T>(HttpMethod.Delete, path, ct);

    /// <summary>An answer that is no JSON.</summary>
    public async Task<string> GetTextAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(_settings.Options.Server.BasePath?.TrimEnd('/') + path, ct);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStringAsync(ct)
            : throw Failed((await answer.Content.ReadFromJsonAsync<Mistake>(Answers.Json, ct))!.Error);
    }

    /// <summary>A text of the owner's as it is: when it is refused, it is the text that needs to change.</summary>
    public Task<T> PostTextAsync<T>(string path, string text, CancellationToken ct) =>
        AskAsync<T>(HttpMethod.Post, path, ct, new StringContent(text), StartupException.Configuration);

    public void Dispose() => _http.Dispose();

    /// <param name="refused">The exit code when the service says that what it got is wrong.</param>
    private async Task<T> AskAsync<T>(
        HttpMethod method,
        string path,
        CancellationToken ct,
        HttpContent? body = null,
        int refused = StartupException.Failure
    )
    {
        using var request = new HttpRequestMessage(method, _settings.Options.Server.BasePath?.TrimEnd('/') + path);
        request.Content = body;
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            if (answer.IsSuccessStatusCode)
                return (await answer.Content.ReadFromJsonAsync<T>(Answers.Json, ct))!;
            var why = (await answer.Content.ReadFromJsonAsync<Mistake>(Answers.Json, ct))!.Error;
            throw new StartupException(why, answer.StatusCode is HttpStatusCode.BadRequest ? refused : StartupException.Failure);
        }
        catch (HttpRequestException e)
        {
            throw Failed($"Couriarr does not answer at {_settings.Url}: {e.Message} Start it, or name its port: --port N");
        }
    }

    private static StartupException Failed(string why) => new(why, StartupException.Failure);
}
