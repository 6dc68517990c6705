using System.Collections.Concurrent;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// Which parts of a notice have arrived already, when others have not: a retry sends the rest only. Kept in memory: after a restart
/// a half-sent notice is sent whole once more.
/// </summary>
internal sealed class Progress
{
    private const int Most = 2000;
    private readonly ConcurrentDictionary<string, byte> _arrived = [];
    private readonly ConcurrentQueue<string> _inOrder = [];

    public bool Has(string member, Notice notice, string part) => _arrived.ContainsKey(Key(member, notice, part));

    public void Note(string member, Notice notice, string part)
    {
        if (_arrived.TryAdd(Key(member, notice, part), 0))
            _inOrder.Enqueue(Key(member, notice, part));
        while (_inOrder.Count > Most && _inOrder.TryDequeue(out var oldest))
            _arrived.TryRemove(oldest, out _);
    }

    private static string Key(string member, Notice notice, string part) => $"{member}\n{notice.Id}\n{part}";
}

/// <summary>Why a failure says nothing about the receiver as a whole: some of those behind it were told.</summary>
internal sealed class PartlyTold(string message) : Exception(message);
