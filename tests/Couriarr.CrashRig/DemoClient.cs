using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Couriarr.CrashRig;

/// <summary>Talks to the host. A broken connection is an answer too: status 0.</summary>
internal sealed class DemoClient(int port) : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { { "X-Api-Key", HostPlan.ApiKey } },
    };

    public Task<Answer> GetAsync(string path, CancellationToken ct) => AskAsync(() => _http.GetAsync(path, ct), ct);

    public Task<string> TextAsync(string path, CancellationToken ct) => _http.GetStringAsync(path, ct);

    public Task<Answer> PostAsync(string path, CancellationToken ct) => AskAsync(() => _http.PostAsync(path, null, ct), ct);

    public Task<Answer> PostAsync(DemoOrder order, CancellationToken ct) =>
        AskAsync(() => _http.PostAsJsonAsync("/demo", order, Json, ct), ct);

    /// <summary>As an app does: a body of JSON.</summary>
    public Task<Answer> PostAsync(string path, string json, CancellationToken ct) =>
        AskAsync(() => _http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), ct), ct);

    /// <returns>The id of the job. Throws when it is not accepted.</returns>
    public async Task<long> EnqueueAsync(DemoOrder order, CancellationToken ct)
    {
        var answer = await PostAsync(order, ct);
        return answer.JobId ?? throw new InvalidOperationException($"The order was not accepted: {answer.Status} {answer.Body}");
    }

    public async Task<SeenJob?> JobAsync(long id, CancellationToken ct) =>
        (await GetAsync($"/jobs/{id}", ct)) is { Status: 200 } answer ? answer.Body.GetProperty("job").Deserialize<SeenJob>(Json) : null;

    public Task<SeenJob> JobAsync(long id, string status, CancellationToken ct, int seconds = 30) =>
        Until.SomeAsync(
            async () => await JobAsync(id, ct) is { } job && job.Status == status ? job : null,
            $"job {id} is {status}",
            ct,
            seconds
        );

    public async Task<IReadOnlyList<SeenJob>> JobsAsync(string query, CancellationToken ct)
    {
        var jobs = new List<SeenJob>();
        for (string? page = $"/jobs?limit=500{query}"; page is not null; )
        {
            var here = page;
            var answer = await Until.SomeAsync(
                async () => await GetAsync(here, ct) is { Status: 200 } list ? list : null,
                "the jobs are listed",
                ct
            );
            jobs.AddRange(answer.Body.GetProperty("jobs").Deserialize<SeenJob[]>(Json)!);
            page = answer.Body.GetProperty("next").GetString();
        }
        return jobs;
    }

    /// <summary>Returns when nothing waits and nothing runs.</summary>
    public Task IsIdleAsync(CancellationToken ct, int seconds = 60) =>
        Until.TrueAsync(
            async () =>
                await GetAsync("/jobs?limit=1&status=scheduled,waiting,running,blocked,failed", ct) is { Status: 200 } answer
                && answer.Body.GetProperty("jobs").GetArrayLength() == 0,
            "all jobs have ended",
            ct,
            seconds
        );

    public void Dispose() => _http.Dispose();

    private static async Task<Answer> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken ct)
    {
        try
        {
            using var response = await ask();
            var text = await response.Content.ReadAsStringAsync(ct);
            return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return new Answer(0, default);
        }
    }
}

internal sealed record Answer(int Status, JsonElement Body)
{
    public long? JobId => Status == 202 ? Body.GetProperty("job_id").GetInt64() : null;
    public string Error => Body.GetProperty("error").GetString()!;
}
