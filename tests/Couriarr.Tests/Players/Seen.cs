using System.Collections.Concurrent;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Tests.Players;

/// <summary>What other features would hear.</summary>
internal sealed class Seen : IReaction<MediaAvailable>, IReaction<MediaNotVisible>
{
    public ConcurrentQueue<MediaAvailable> Available { get; } = [];
    public ConcurrentQueue<MediaNotVisible> Missing { get; } = [];

    public Task<IEnumerable<IJob>> JobsForAsync(MediaAvailable happened, CancellationToken ct)
    {
        Available.Enqueue(happened);
        return Task.FromResult<IEnumerable<IJob>>([]);
    }

    public Task<IEnumerable<IJob>> JobsForAsync(MediaNotVisible happened, CancellationToken ct)
    {
        Missing.Enqueue(happened);
        return Task.FromResult<IEnumerable<IJob>>([]);
    }
}
