using Couriarr.CrashRig;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Faults;
using Microsoft.Extensions.DependencyInjection;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

/// <summary>The program dies after a message left the house and before that is written down.</summary>
[Trait("family", "announce")]
[Trait("slow", "yes")]
public sealed class CutOffTests : IDisposable
{
    private const string Point = "notify.after_send_before_commit";
    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A08_killed_after_it_was_sent_it_is_sent_once_more_and_marked()
    {
        var letters = _scratch.Path("letters");
        var plan = Plan(letters);
        await using (var dying = await HostProcess.StartAsync(plan.WithFault(Point), Ct))
        {
            await dying.Client.PostAsync("/test", Ct);
            Assert.Equal(HostFacts.Killed, await dying.ExitAsync(Ct));
        }
        Assert.Single(await File.ReadAllLinesAsync(letters, Ct));

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.IsIdleAsync(Ct);

        var ids = await File.ReadAllLinesAsync(letters, Ct);
        Assert.Equal(2, ids.Length);
        Assert.Equal(ids[0], ids[1]);
        var notice = Assert.Single((await host.Client.GetAsync("/notices", Ct)).Body.GetProperty("notices").EnumerateArray());
        Assert.Equal(("sent", "possible duplicate"), (notice.GetProperty("state").GetString(), notice.GetProperty("note").GetString()));
    }

    [Fact]
    public async Task A08_killed_twice_it_is_not_sent_a_third_time()
    {
        var letters = _scratch.Path("letters");
        var plan = Plan(letters);
        await using (var dying = await HostProcess.StartAsync(plan.WithFault(Point), Ct))
        {
            await dying.Client.PostAsync("/test", Ct);
            Assert.Equal(HostFacts.Killed, await dying.ExitAsync(Ct));
        }
        await using (var dying = HostProcess.Launch(plan.WithFault(Point)))
            Assert.Equal(HostFacts.Killed, await dying.ExitAsync(Ct, seconds: 60));

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.IsIdleAsync(Ct);

        Assert.Equal(2, (await File.ReadAllLinesAsync(letters, Ct)).Length);
        var notice = Assert.Single((await host.Client.GetAsync("/notices", Ct)).Body.GetProperty("notices").EnumerateArray());
        Assert.Equal("failed", notice.GetProperty("state").GetString());
        Assert.StartsWith("It is not known whether it arrived", notice.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A08_what_is_waiting_without_a_job_gets_one_at_the_start()
    {
        var faults = new Transfers.Faults();
        await using var host = await StartAsync([Channel("main")], more: services => services.AddSingleton<IFailPoints>(faults));
        faults.Once(Point, () => throw new PermanentException("The test cuts it off."));

        await host.HappenAsync(Told.Movie("Dune", 2021));
        await UntilAsync(async () =>
            (await host.Get<IJobReader>().ListAsync(new JobQuery([JobState.Dead], "notify-webhook"), Ct)).Count == 1
        );
        await host.Get<Features.Notifications.Sending.Errands>().StartAsync(Ct);
        await host.UntilGotAsync("main", 2);
        await host.IdleAsync();

        Assert.Equal(["sent possible duplicate"], await host.AskAsync("SELECT state || ' ' || note FROM notices"));
    }

    private HostPlan Plan(string letters) =>
        _scratch
            .Plan()
            .With("DEMO_LETTERS", letters)
            .With("CHANNELS_MAIN_KIND", "webhook")
            .With("CHANNELS_MAIN_URL", "http://127.0.0.1:9/");
}
