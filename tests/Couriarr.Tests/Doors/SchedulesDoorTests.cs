using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class SchedulesDoorTests
{
    [Fact]
    public async Task Tells_when_a_schedule_runs_next()
    {
        await using var host = await DoorsHost.StartAsync();

        var schedule = await ScheduleAsync(host);

        var next = schedule.GetProperty("next_run").GetDateTimeOffset();
        var wait = next - TimeProvider.System.GetUtcNow();
        Assert.Equal((12, 0, 0), (next.Hour, next.Minute, next.Second));
        Assert.InRange(wait, TimeSpan.FromSeconds(-10), TimeSpan.FromDays(1));
        Assert.Equal(("0 12 * * *", "UTC"), (schedule.GetProperty("cron").GetString(), schedule.GetProperty("time_zone").GetString()));
        Assert.Equal(JsonValueKind.Null, schedule.GetProperty("last_run").ValueKind);
    }

    [Fact]
    public async Task Runs_a_schedule_now_and_tells_what_really_came_of_it()
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.PostAsync("/schedules/errand/run");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = new JobId(
            (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("job_id").GetInt64()
        );
        await host.UntilAsync(id, "succeeded");
        var last = (await ScheduleAsync(host)).GetProperty("last_run");
        Assert.Equal((id.Value, "succeeded"), (last.GetProperty("job_id").GetInt64(), last.GetProperty("status").GetString()));
        Assert.NotEqual(JsonValueKind.Null, last.GetProperty("completed_at").ValueKind);
    }

    [Fact]
    public async Task Names_the_schedules_there_are_when_asked_for_another()
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.PostAsync("/schedules/holidays/run");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("errand", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ScheduleAsync(DoorsHost host) =>
        (await host.GetAsync("/schedules")).EnumerateArray().Single(s => s.GetProperty("name").GetString() == "errand");
}
