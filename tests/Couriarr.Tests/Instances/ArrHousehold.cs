using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Instances;

/// <summary>The whole service, with Radarrs and Sonarrs as its neighbours.</summary>
internal sealed class ArrHousehold : IAsyncDisposable
{
    private ArrHousehold(DoorsHost host) => Host = host;

    public DoorsHost Host { get; }
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<ArrHousehold> StartAsync(params (string Name, FakeArr Arr)[] instances) =>
        StartAsync(new CouriarrOptions(), instances);

    public static Task<ArrHousehold> StartAsync(CouriarrOptions options, params (string Name, FakeArr Arr)[] instances) =>
        StartAsync(options, _ => { }, instances);

    public static Task<ArrHousehold> StartAsync(DeliveriesTests.Depot depot, params (string Name, FakeArr Arr)[] instances) =>
        StartAsync(new CouriarrOptions(), depot.AddTo, instances);

    public static async Task<ArrHousehold> StartAsync(
        CouriarrOptions options,
        Action<IServiceCollection> more,
        params (string Name, FakeArr Arr)[] instances
    )
    {
        var members = instances.ToDictionary(i => i.Name, i => MemberOf(i.Name, i.Arr));
        var host = await DoorsHost.StartAsync(
            services => more(services.Configure<JobsOptions>(jobs => jobs.ProbeEvery = TimeSpan.FromMilliseconds(100))),
            options: options with
            {
                Instances = members,
            }
        );
        return new ArrHousehold(host);
    }

    public static Member<InstanceTerms> MemberOf(string name, FakeArr arr, Uri? url = null) =>
        new(
            name,
            arr.Flavour.Name.ToLowerInvariant(),
            new InstanceTerms(),
            new ArrOptions { Url = url ?? arr.Address, ApiKey = new Secret(arr.ApiKey) }
        );

    /// <summary>Waits until the start itself has looked: a catch-up that is asked for later is no twin of its own, and comes to what becomes of it.</summary>
    public async Task UntilLookedAtStartAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await HaveEndedAsync("catch-up-all") || !await HaveEndedAsync("catch-up"))
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    /// <summary>Asks for a catch-up and waits for its end.</summary>
    public async Task<JsonElement> CatchUpAsync(string instance, string status, string query = "") =>
        await Host.UntilAsync(await BeginCatchUpAsync(instance, query), status);

    public async Task<JobId> BeginCatchUpAsync(string instance, string query = "")
    {
        var answer = await PostAsync($"/catchup?instance={instance}{query}");
        return new JobId(answer.GetProperty("instances")[0].GetProperty("job_id").GetInt64());
    }

    public async Task<JsonElement> PostAsync(string path)
    {
        using var answer = await Host.PostAsync(path);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> RefusalAsync(string path, int status)
    {
        using var answer = await Host.PostAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetString()!;
    }

    public async Task<JsonElement> MarkAsync(string instance) =>
        (await Host.GetAsync("/catchup")).EnumerateArray().Single(mark => mark.GetProperty("instance").GetString() == instance);

    /// <summary>How many webhooks were seen to, duplicates not counted; waits until there are that many.</summary>
    public async Task<int> UntilSeenToAsync(int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await SeenToAsync() < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        return await SeenToAsync();
    }

    public async Task<int> SeenToAsync() =>
        (await Host.GetAsync("/jobs?type=webhook-received&limit=500")).GetProperty("jobs").EnumerateArray().Count(IsOver);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task<bool> HaveEndedAsync(string kind) =>
        await Host.Get<IJobReader>().ListAsync(new JobQuery(Kind: kind), Ct) is [_, ..] jobs && jobs.All(job => job.State.IsEnded());

    private static bool IsOver(JsonElement job) => job.GetProperty("status").GetString() is "succeeded" or "skipped";
}
