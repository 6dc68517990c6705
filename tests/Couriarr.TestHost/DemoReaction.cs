using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.TestHost;

/// <summary>Stands for everybody who is told of an import.</summary>
internal sealed class DemoReaction : IReaction<MediaImported>
{
    public Task<IEnumerable<IJob>> JobsForAsync(MediaImported happened, CancellationToken ct) =>
        Task.FromResult(Enumerable.Range(0, 3).Select(IJob (child) => new DemoJob(happened.Work.Id) { Child = child }));
}
