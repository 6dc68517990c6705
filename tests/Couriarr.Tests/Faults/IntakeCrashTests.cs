using Couriarr.CrashRig;
using Couriarr.Tests.Arr;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>The host dies while it takes a webhook in, or sees to it.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class IntakeCrashTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("intake.read")]
    [InlineData("intake.before_commit")]
    public async Task A01_Killed_before_it_is_stored_nothing_is_there_and_the_sender_knows(string point)
    {
        var plan = _scratch.Plan();
        await using (var dying = await HostProcess.StartAsync(plan.WithFault(point), Ct))
        {
            Assert.Equal(0, (await SendAsync(dying)).Status);
            Assert.Equal(Killed, await dying.ExitAsync(Ct));
        }

        await using var host = await HostProcess.StartAsync(plan, Ct);
        Assert.Equal(0, await EntriesAsync(host));

        Assert.Equal("accepted", StatusOf(await SendAsync(host)));
        await IsDoneOnceAsync(host);
    }

    [Fact]
    public async Task A02_Killed_before_the_answer_it_is_done_once_though_the_sender_repeats_it()
    {
        var plan = _scratch.Plan();
        await using (var dying = await HostProcess.StartAsync(plan.WithFault("intake.after_commit_before_2xx"), Ct))
        {
            Assert.Equal(0, (await SendAsync(dying)).Status);
            Assert.Equal(Killed, await dying.ExitAsync(Ct));
        }

        await using var host = await HostProcess.StartAsync(plan, Ct);

        Assert.Equal("duplicate", StatusOf(await SendAsync(host)));
        await IsDoneOnceAsync(host);
    }

    [Theory]
    [InlineData("intake.before_commit:2")]
    [InlineData("claim.after_commit")]
    [InlineData("fanout.before_commit")]
    [InlineData("fanout.after_commit")]
    public async Task A03_Killed_on_the_way_to_the_jobs_they_are_born_once(string point)
    {
        var plan = _scratch.Plan();
        await using (var dying = await HostProcess.StartAsync(plan.WithFault(point), Ct))
        {
            // Whether the answer still comes is a race with the death; what is stored is not.
            await SendAsync(dying);
            Assert.Equal(Killed, await dying.ExitAsync(Ct));
        }

        await using var host = await HostProcess.StartAsync(plan, Ct);

        await IsDoneOnceAsync(host);
        Assert.Equal("duplicate", StatusOf(await SendAsync(host)));
    }

    private static Task<Answer> SendAsync(HostProcess host) =>
        host.Client.PostAsync("/webhooks/radarr", Fixture.Read("radarr/Download.json"), Ct);

    private static string? StatusOf(Answer answer) => answer.Body.GetProperty("status").GetString();

    private static async Task<int> EntriesAsync(HostProcess host) =>
        (await host.Client.GetAsync("/inbox", Ct)).Body.GetProperty("entries").GetArrayLength();

    private static async Task IsDoneOnceAsync(HostProcess host)
    {
        await Until.TrueAsync(async () => (await host.DemoJobsAsync()).Count > 0, "the jobs are born", Ct);
        await host.Client.IsIdleAsync(Ct);
        Assert.Equal([0, 1, 2], (await host.DemoJobsAsync()).Select(job => job.Payload.Child!.Value).Order());
        Assert.Equal(1, await EntriesAsync(host));
    }
}
