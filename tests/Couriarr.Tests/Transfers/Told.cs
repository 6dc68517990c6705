using System.Collections.Concurrent;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Tests.Transfers;

internal sealed class Told
    : IReaction<MediaDelivered>,
        IReaction<TransferFailed>,
        IReaction<RemovalRefused>,
        IReaction<MountLost>,
        IReaction<MountBack>
{
    public ConcurrentQueue<string> All { get; } = [];

    public IEnumerable<string> Deliveries => All.Where(text => text.StartsWith("delivered", StringComparison.Ordinal));

    public Task<IEnumerable<IJob>> JobsForAsync(MediaDelivered happened, CancellationToken ct) =>
        Say(
            $"delivered {string.Join(", ", happened.Files.Select(f => $"{Path.GetFileName(f.Path)}{(f.Replaced ? " (replaced)" : "")}").Order(StringComparer.Ordinal))}"
        );

    public Task<IEnumerable<IJob>> JobsForAsync(TransferFailed happened, CancellationToken ct) =>
        Say($"failed {(happened.WillRetry ? "for now" : "for good")}: {happened.Error}");

    public Task<IEnumerable<IJob>> JobsForAsync(RemovalRefused happened, CancellationToken ct) => Say($"refused: {happened.Why}");

    public Task<IEnumerable<IJob>> JobsForAsync(MountLost happened, CancellationToken ct) =>
        Say(happened.IsFull ? $"{happened.Side} of {happened.Route} is full: {happened.Why}" : $"lost {happened.Side} of {happened.Route}");

    /// <summary>How long the folders that are back were away.</summary>
    public ConcurrentQueue<TimeSpan> Absences { get; } = [];

    public Task<IEnumerable<IJob>> JobsForAsync(MountBack happened, CancellationToken ct)
    {
        Absences.Enqueue(happened.Away);
        return Say(happened.WasFull ? $"{happened.Side} of {happened.Route} has room" : $"back {happened.Side} of {happened.Route}");
    }

    private static Task<IEnumerable<IJob>> Say(string text) => Task.FromResult<IEnumerable<IJob>>([new Note(text)]);
}
