using Couriarr.Features.Media;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Logging;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class JobLinesTests
{
    [Fact]
    public async Task Every_line_of_a_job_carries_its_id_its_root_its_kind_and_its_attempt()
    {
        await using var host = await DoorsHost.StartAsync(services => services.AddJob<Talk, TalkHandler>());
        var root = await host.Get<JobQueue>().EnqueueAsync(new Talk("parent", Children: 1), ct: TestContext.Current.CancellationToken);
        await host.UntilAsync(root, "succeeded");
        var child = new JobId(root.Value + 1);
        await host.UntilAsync(child, "dead");

        var lines = (await host.LogAsync()).Where(line => line.Job is not null).ToList();

        Assert.Equal(
            [(root.Value, root.Value, "talk", 1), (child.Value, root.Value, "talk", 1)],
            lines.Select(l => (l.Job!.Value, l.Root!.Value, l.Kind, l.Attempt)).Distinct()
        );
        Assert.Contains(lines, line => line.Job == root.Value && line.Message == "parent talks" && line.Source == "TalkHandler");
        Assert.Contains(lines, line => line.Job == root.Value && line.Message == "parent talks on another thread");
        Assert.Contains(
            lines,
            line => line.Job == child.Value && line.Source == "Judge" && line.Message.Contains("failed", StringComparison.Ordinal)
        );
        Assert.EndsWith(
            $" parent was heard (#{root.Value})",
            (await File.ReadAllLinesAsync(Path.Combine(host.Logs, LogOptions.HistoryName), TestContext.Current.CancellationToken))[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task S18_what_a_job_failed_of_is_stored_and_shown_without_secrets()
    {
        var redactor = new Redactor();
        redactor.Know("CANARY-plex-77aa");
        await using var host = await DoorsHost.StartAsync(services => services.AddJob<Talk, TalkHandler>(), redactor);

        var id = await host.Get<JobQueue>()
            .EnqueueAsync(new Talk("CANARY-plex-77aa", Children: 0), ct: TestContext.Current.CancellationToken);
        await host.UntilAsync(id, "dead");

        var detail = await host.GetAsync($"/jobs/{id.Value}");
        Assert.Equal("*** lost its voice", detail.GetProperty("job").GetProperty("error_message").GetString());
        Assert.Equal("*** lost its voice", detail.GetProperty("attempts")[0].GetProperty("error").GetString());
        Assert.DoesNotContain("77aa", (await host.GetAsync("/logs")).GetRawText(), StringComparison.Ordinal);
    }

    private sealed record Talk(string Name, int Children) : IJob<Talk>
    {
        public static JobKind Kind { get; } = new("talk") { Lane = "errands", Retry = RetryPolicy.Never };
    }

    private sealed class TalkHandler(ILogger<TalkHandler> log, ILogger<History> history) : IJobHandler<Talk>
    {
        public async Task<JobResult> RunAsync(Talk job, JobContext context, CancellationToken ct)
        {
            log.LogInformation("{Name} talks", job.Name);
            await Task.Run(() => log.LogInformation("{Name} talks on another thread", job.Name), ct);
            history.LogInformation("{Name} was heard", job.Name);
            if (job.Children == 0)
                throw new PermanentException($"{job.Name} lost its voice");
            context.FollowUp(new Talk("child", job.Children - 1));
            return JobResult.Done;
        }
    }
}
