using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class JobsDoorTests
{
    [Fact]
    public async Task Pages_through_jobs_newest_first_and_follows_its_own_link()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.PostAsync("/lanes/errands/pause");
        for (var i = 0; i < 5; i++)
            await host.EnqueueAsync(new Errand($"e{i}"));

        var first = await host.GetAsync("/jobs?type=errand&limit=2");
        var second = await host.GetAsync(first.GetProperty("next").GetString()!);
        var third = await host.GetAsync(second.GetProperty("next").GetString()!);

        Assert.Equal(["e4", "e3", "e2", "e1", "e0"], new[] { first, second, third }.SelectMany(Names));
        Assert.Equal(JsonValueKind.Null, third.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("pending", "later,held")]
    [InlineData("queued", "later,held")]
    [InlineData("scheduled", "later")]
    [InlineData("blocked", "held")]
    [InlineData("waiting", "")]
    [InlineData("failed_permanent", "broken")]
    [InlineData("success", "fine")]
    [InlineData("completed,dead", "broken,fine")]
    public async Task Understands_the_words_of_today_and_those_of_the_older_services(string status, string expected)
    {
        await using var host = await DoorsHost.StartAsync();
        await host.UntilAsync(await host.EnqueueAsync(new Errand("fine", Succeed: true)), "succeeded");
        await host.UntilAsync(await host.EnqueueAsync(new Errand("broken", Fail: true)), "dead");
        await host.PostAsync("/lanes/errands/pause");
        await host.EnqueueAsync(new Errand("held"));
        await host.EnqueueAsync(new Errand("later"), new EnqueueOptions(TimeProvider.System.GetUtcNow().AddHours(1)));

        Assert.Equal(expected, string.Join(',', Names(await host.GetAsync($"/jobs?status={status}"))));
    }

    [Fact]
    public async Task Shows_a_dead_job_with_its_attempts_and_its_tree()
    {
        await using var host = await DoorsHost.StartAsync();
        var id = await host.EnqueueAsync(new Errand("broken", Fail: true));
        await host.UntilAsync(id, "dead");

        var detail = await host.GetAsync($"/jobs/{id.Value}");

        var job = detail.GetProperty("job");
        Assert.Equal("broken went wrong", job.GetProperty("error_message").GetString());
        Assert.Equal("broken", job.GetProperty("payload").GetProperty("name").GetString());
        Assert.Equal((1, 0), (job.GetProperty("retry_count").GetInt32(), job.GetProperty("max_retries").GetInt32()));
        var attempt = Assert.Single(detail.GetProperty("attempts").EnumerateArray());
        Assert.Equal(
            ("failed", "broken went wrong"),
            (attempt.GetProperty("outcome").GetString(), attempt.GetProperty("error").GetString())
        );
        Assert.Equal(id.Value, Assert.Single(detail.GetProperty("tree").EnumerateArray()).GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Shows_the_root_and_the_oldest_of_a_large_tree_without_their_payloads()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.PostAsync("/lanes/errands/pause");
        var root = await host.EnqueueAsync(new Errand("root"));
        var now = TimeProvider.System.GetUtcNow();
        var child = new NewJob("errand", "errands", 5, """{"name":"child"}""", now, now)
        {
            Rank = 1,
            MaxRetries = 0,
            ParentId = root,
            RootId = root,
        };
        var ids = await host.Get<IJobStore>().AddAsync([.. Enumerable.Repeat(child, 230)], TestContext.Current.CancellationToken);

        var detail = await host.GetAsync($"/jobs/{ids[^1].Value}");

        var tree = detail.GetProperty("tree").EnumerateArray().ToList();
        Assert.Equal((231, 200), (detail.GetProperty("tree_size").GetInt32(), tree.Count));
        Assert.Equal(ids.Take(199).Prepend(root), tree.Select(job => new JobId(job.GetProperty("id").GetInt64())));
        Assert.All(tree, job => Assert.False(job.TryGetProperty("payload", out _)));
        Assert.Equal("child", detail.GetProperty("job").GetProperty("payload").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("GET", "/jobs/4711")]
    [InlineData("POST", "/jobs/4711/retry")]
    [InlineData("POST", "/jobs/4711/cancel")]
    [InlineData("POST", "/jobs/4711/rush")]
    public async Task Says_that_there_is_no_such_job(string method, string path)
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("no job #4711", await ErrorAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("rush")]
    public async Task Refuses_what_makes_no_sense_for_a_running_job(string wish)
    {
        await using var host = await DoorsHost.StartAsync();
        var id = await host.StartErrandAsync(new Errand("long"));

        using var answer = await host.PostAsync($"/jobs/{id.Value}/{wish}");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("is running", await ErrorAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancels_a_running_job_soon()
    {
        await using var host = await DoorsHost.StartAsync();
        var id = await host.StartErrandAsync(new Errand("long"));

        using var answer = await host.PostAsync($"/jobs/{id.Value}/cancel");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Cancelled while it ran.", (await host.UntilAsync(id, "cancelled")).GetProperty("note").GetString());
    }

    [Fact]
    public async Task Retries_a_dead_job_with_all_its_retries_back()
    {
        await using var host = await DoorsHost.StartAsync();
        var id = await host.EnqueueAsync(new Errand("broken", Fail: true));
        await host.UntilAsync(id, "dead");
        await host.PostAsync("/lanes/errands/pause");

        using var answer = await host.PostAsync($"/jobs/{id.Value}/retry");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            0,
            (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
                .GetProperty("retry_count")
                .GetInt32()
        );
    }

    [Fact]
    public async Task Rushes_a_job_to_the_front_of_its_lane()
    {
        await using var host = await DoorsHost.StartAsync();
        var later = await host.EnqueueAsync(
            new Errand("later", Succeed: true),
            new EnqueueOptions(TimeProvider.System.GetUtcNow().AddDays(1))
        );

        using var answer = await host.PostAsync($"/jobs/{later.Value}/rush");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await host.UntilAsync(later, "succeeded");
    }

    [Fact]
    public async Task Answers_an_unknown_address_with_a_sentence()
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.GetAsync("/nowhere", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("nothing at GET /nowhere", await ErrorAsync(answer), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement page) =>
        page.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("payload").GetProperty("name").GetString()!);

    private static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("error").GetString()!;
}
