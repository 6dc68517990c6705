using System.Collections.Concurrent;

namespace Couriarr.TestHost;

/// <summary>Who waits for a word from outside, and whether it was given.</summary>
internal sealed class Releases
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _doors = [];

    public Task Of(long n) => DoorOf(n).Task;

    public void Release(long n) => DoorOf(n).TrySetResult();

    private TaskCompletionSource DoorOf(long n) =>
        _doors.GetOrAdd(n, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
