using System.Collections.Concurrent;
using Couriarr.Jobs;

namespace Couriarr.Tests.Transfers;

/// <summary>Does what a test wants at a named point, as often as it wants.</summary>
internal sealed class Faults : IFailPoints
{
    private readonly ConcurrentDictionary<string, Action> _actions = [];

    public ConcurrentQueue<string> Reached { get; } = [];

    public void Reach(string point)
    {
        Reached.Enqueue(point);
        if (_actions.TryGetValue(point, out var action))
            action();
    }

    public void Always(string point, Action action) => _actions[point] = action;

    public void Once(string point, Action action) =>
        _actions[point] = () =>
        {
            _actions.TryRemove(point, out _);
            action();
        };

    /// <summary>Holds whoever comes there first until it is told to go on.</summary>
    public (Task Reached, Action GoOn) Hold(string point)
    {
        var (reached, goOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new ManualResetEventSlim());
        Once(
            point,
            () =>
            {
                reached.SetResult();
                goOn.Wait(TimeSpan.FromSeconds(30));
            }
        );
        return (reached.Task, goOn.Set);
    }
}
