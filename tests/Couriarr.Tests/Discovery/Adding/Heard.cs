using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>Everything that people would have been told.</summary>
internal sealed class Heard : IReaction<ShowAdded>, IReaction<ShowNeedsReview>
{
    private readonly Lock _gate = new();
    private readonly List<object> _all = [];

    public IReadOnlyList<ShowAdded> Added => Of<ShowAdded>();
    public IReadOnlyList<ShowNeedsReview> Review => Of<ShowNeedsReview>();

    public Task<IEnumerable<IJob>> JobsForAsync(ShowAdded happened, CancellationToken ct) => Note(happened);

    public Task<IEnumerable<IJob>> JobsForAsync(ShowNeedsReview happened, CancellationToken ct) => Note(happened);

    private IReadOnlyList<T> Of<T>()
    {
        lock (_gate)
            return [.. _all.OfType<T>()];
    }

    private Task<IEnumerable<IJob>> Note(object happened)
    {
        lock (_gate)
            _all.Add(happened);
        return Task.FromResult<IEnumerable<IJob>>([]);
    }
}
