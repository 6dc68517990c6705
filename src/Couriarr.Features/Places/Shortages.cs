using System.Collections.Concurrent;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Places;

/// <summary>Destinations that are full. That is told once, like the loss of a folder, and once when it is over.</summary>
internal sealed class Shortages(Losses losses)
{
    private readonly ConcurrentDictionary<string, Shortage> _open = new(StringComparer.Ordinal);

    public Task BeginAsync(Route route, Shortage shortage, string why, CancellationToken ct)
    {
        _open[route.Name] = shortage;
        var lost = new MountLost(route.Name, MountWatch.Word(Side.Destination), route.Destination, why) { IsFull = true };
        return losses.LoseAsync(KeyOf(route), lost, ct);
    }

    /// <summary>A file of this size found room. While a smaller one does, it is not over.</summary>
    public Task PassAsync(Route route, long size, CancellationToken ct) =>
        // After a restart nobody knows how much room was missing: any file will do.
        _open.TryGetValue(route.Name, out var shortage)
        && size < shortage.Size
            ? Task.CompletedTask
            : EndAsync(route, ct);

    /// <summary>Somebody looked how much room there is.</summary>
    public async Task SeeAsync(Route route, DiskRoom room, CancellationToken ct)
    {
        if (!_open.TryGetValue(route.Name, out var shortage) || shortage.Free is not { } free || room.FreeBytes < free)
            return;
        await EndAsync(route, ct);
        await losses.ReopenAsync(route, ct);
    }

    private async Task EndAsync(Route route, CancellationToken ct)
    {
        _open.TryRemove(route.Name, out _);
        await losses.FindAgainAsync(
            KeyOf(route),
            away => new MountBack(route.Name, MountWatch.Word(Side.Destination), route.Destination, away) { WasFull = true },
            ct
        );
    }

    private static string KeyOf(Route route) => $"full {route.Name}";
}

/// <summary>What a destination could not give.</summary>
/// <param name="Size">Of the file that found no room.</param>
/// <param name="Free">What must be free there, as the disk counts; null when only trying shows whether it is over.</param>
internal sealed record Shortage(long Size, long? Free);

/// <summary>The destination is full, by bytes, inodes or quota.</summary>
/// <param name="free">What must be free there, as the disk counts; null when only trying shows whether it is over.</param>
internal sealed class NoRoomException(string message, long? free = null, Exception? inner = null) : BlockedException(message, inner)
{
    public long? Free { get; } = free;
}
