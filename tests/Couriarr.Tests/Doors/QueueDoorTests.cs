using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Jobs;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class QueueDoorTests
{
    [Fact]
    public async Task Brings_back_what_was_given_up_lately()
    {
        await using var host = await DoorsHost.StartAsync();
        for (var i = 0; i < 3; i++)
            await host.UntilAsync(await host.EnqueueAsync(new Errand($"broken{i}", Fail: true)), "dead");
        await host.PostAsync("/lanes/errands/pause");

        using var answer = await host.PostAsync("/queue/retry-failed?since=24h");
        using var nonsense = await host.PostAsync("/queue/retry-failed?since=yesterday");

        Assert.Equal(
            3,
            (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("retried").GetInt32()
        );
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.Contains("'yesterday'", await ErrorAsync(nonsense), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancels_all_that_has_not_ended_page_by_page()
    {
        await using var host = await DoorsHost.StartAsync();
        var fine = await host.EnqueueAsync(new Errand("fine", Succeed: true));
        await host.UntilAsync(fine, "succeeded");
        var running = await host.StartErrandAsync(new Errand("long"));
        await host.PostAsync("/lanes/errands/pause");
        var tomorrow = new EnqueueOptions(TimeProvider.System.GetUtcNow().AddDays(1));
        await Task.WhenAll(Enumerable.Range(0, 230).Select(i => host.EnqueueAsync(new Errand($"e{i}"), i % 2 == 0 ? tomorrow : null)));

        Assert.Equal(231, await CancelAsync(host, "type=errand&lane=errands"));

        await host.UntilAsync(running, "cancelled");
        Assert.Empty((await host.GetAsync("/jobs?status=pending,running,failed&type=errand")).GetProperty("jobs").EnumerateArray());
        await host.UntilAsync(fine, "succeeded");
    }

    [Fact]
    public async Task Cancels_only_what_meets_every_filter()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.PostAsync("/lanes/errands/pause");
        var held = await host.EnqueueAsync(new Errand("held"));
        var later = await host.EnqueueAsync(new Errand("later"), new EnqueueOptions(TimeProvider.System.GetUtcNow().AddDays(1)));

        Assert.Equal(0, await CancelAsync(host, "status=blocked&type=backup"));
        Assert.Equal(1, await CancelAsync(host, "status=blocked&lane=errands"));

        await host.UntilAsync(held, "cancelled");
        await host.UntilAsync(later, "scheduled");
    }

    [Fact]
    public async Task Finds_jobs_by_text_and_keeps_it_on_the_next_page()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.PostAsync("/lanes/errands/pause");
        foreach (var name in new[] { "Amélie 1", "other", "Amélie 2" })
            await host.EnqueueAsync(new Errand(name));

        var first = await host.GetAsync("/jobs?q=am%C3%A9lie&limit=1");
        var second = await host.GetAsync(first.GetProperty("next").GetString()!);

        Assert.Equal(["Amélie 2", "Amélie 1"], new[] { first, second }.Select(NameOfOne));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    private static string? NameOfOne(JsonElement page) =>
        Assert.Single(page.GetProperty("jobs").EnumerateArray()).GetProperty("payload").GetProperty("name").GetString();

    private static async Task<int> CancelAsync(DoorsHost host, string filters)
    {
        using var answer = await host.PostAsync($"/queue/cancel?{filters}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("cancelled")
            .GetInt32();
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("error").GetString()!;
}
