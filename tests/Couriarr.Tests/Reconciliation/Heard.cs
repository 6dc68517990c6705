using System.Collections.Concurrent;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Tests.Reconciliation;

/// <summary>What people were told of comparisons.</summary>
internal sealed class Heard : IReaction<LibrariesCompared>
{
    public ConcurrentQueue<LibrariesCompared> All { get; } = [];

    public Task<IEnumerable<IJob>> JobsForAsync(LibrariesCompared happened, CancellationToken ct)
    {
        All.Enqueue(happened);
        return Task.FromResult<IEnumerable<IJob>>([]);
    }
}
