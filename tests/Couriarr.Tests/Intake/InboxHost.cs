using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Tests.Arr;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Intake;

/// <summary>The whole service, with instances and somebody who reacts to imports, spoken to as the apps do.</summary>
internal sealed class InboxHost(DoorsHost doors) : IAsyncDisposable
{
    public DoorsHost Doors => doors;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="instances">Like "radarr-hd", whose kind is what stands before the dash.</param>
    public static async Task<InboxHost> StartAsync(
        string[]? instances = null,
        Action<IServiceCollection>? more = null,
        Redactor? redactor = null,
        Func<CouriarrOptions, CouriarrOptions>? change = null
    )
    {
        var options = new CouriarrOptions { Instances = (instances ?? []).Select(Instance).ToDictionary(member => member.Name) };
        return new(
            await DoorsHost.StartAsync(
                services =>
                {
                    services.AddSingleton<IReaction<MediaImported>, FetchReaction>().AddJob<Fetch, FetchHandler>();
                    more?.Invoke(services);
                },
                redactor,
                change?.Invoke(options) ?? options
            )
        );
    }

    public static Member<InstanceTerms> Instance(string name) =>
        new(name, name.Split('-')[0], new InstanceTerms(), new ArrOptions { Url = new Uri($"http://{name}.lan") });

    /// <summary>A file of the fixtures, as its app would send it.</summary>
    public Task<Taking> SendFileAsync(string address, string file) => SendAsync(address, Fixture.Read(file));

    public Task<Taking> SendAsync(string address, string body, string method = "POST") =>
        SendAsync(address, Encoding.UTF8.GetBytes(body), method);

    public async Task<Taking> SendAsync(string address, byte[] body, string method = "POST")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("Radarr/6.1.0.0 (debian 12)");
        using var answer = await doors.Client.SendAsync(request, Ct);
        return new Taking(answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)));
    }

    public async Task<IReadOnlyList<JsonElement>> EntriesAsync(string query = "") =>
        [.. (await doors.GetAsync($"/inbox?limit=500{query}")).GetProperty("entries").EnumerateArray()];

    /// <summary>Waits until the entry was seen to.</summary>
    public async Task<JsonElement> HandledAsync(long id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var entry = (await doors.GetAsync($"/inbox/{id}")).GetProperty("entry");
            if (entry.GetProperty("handled_at").ValueKind is JsonValueKind.String)
                return entry;
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }

    public async Task<IReadOnlyList<JsonElement>> JobsAsync(string type) =>
        [.. (await doors.GetAsync($"/jobs?limit=500&type={type}")).GetProperty("jobs").EnumerateArray()];

    /// <summary>The files that the reaction was asked to fetch, once the entry's own job has ended.</summary>
    public async Task<IReadOnlyList<string>> FetchedAsync(long entry)
    {
        var job = (await HandledAsync(entry)).GetProperty("job_id").GetInt64();
        await doors.UntilAsync(new(job), "succeeded");
        return
        [
            .. from fetch in await JobsAsync("fetch")
            where fetch.GetProperty("parent_id").GetInt64() == job
            from path in fetch.GetProperty("payload").GetProperty("paths").EnumerateArray()
            select path.GetString()!,
        ];
    }

    public ValueTask DisposeAsync() => doors.DisposeAsync();
}

internal sealed record Taking(HttpStatusCode Code, JsonElement Body)
{
    public string? Status => Body.GetProperty("status").GetString();
    public long Id => Body.GetProperty("id").GetInt64();
    public string? Error => Body.GetProperty("error").GetString();
}

/// <summary>Stands for whatever is done about an import.</summary>
internal sealed record Fetch(IReadOnlyList<string> Paths) : IJob<Fetch>
{
    public static JobKind Kind { get; } = new("fetch") { Lane = "fetches" };
}

internal sealed class FetchHandler : IJobHandler<Fetch>
{
    public Task<JobResult> RunAsync(Fetch job, JobContext context, CancellationToken ct) => Task.FromResult(JobResult.Done);
}

internal sealed class FetchReaction : IReaction<MediaImported>
{
    public Task<IEnumerable<IJob>> JobsForAsync(MediaImported happened, CancellationToken ct) =>
        Task.FromResult<IEnumerable<IJob>>([new Fetch([.. happened.Files.Select(file => file.Path)])]);
}
