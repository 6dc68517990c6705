using Couriarr.Jobs;

namespace Couriarr.TestHost;

internal sealed class DemoHandler(Effects effects, Releases releases, TimeProvider clock) : IJobHandler<DemoJob>
{
    public async Task<JobResult> RunAsync(DemoJob job, JobContext context, CancellationToken ct)
    {
        effects.Add(job, context);
        await Task.Delay(TimeSpan.FromMilliseconds(job.Milliseconds), clock, ct);
        switch (job.Conduct)
        {
            case DemoConduct.Fail when context.Attempt <= job.Failures:
                throw new TransientException($"It was told to fail {job.Failures} times.");
            case DemoConduct.Hold:
                await releases.Of(job.N).WaitAsync(ct);
                break;
            case DemoConduct.Ignore:
                await releases.Of(job.N);
                break;
            case DemoConduct.Kill:
                Death.Now();
                break;
        }
        context.FollowUp(Enumerable.Range(0, job.Children).Select(child => new DemoJob(job.N) { Child = child }));
        return JobResult.Done;
    }
}
