using Couriarr.Jobs.Store;

namespace Couriarr.Storage.Redis;

/// <summary>What Redis still knows, and how often it may have forgotten.</summary>
internal sealed class RedisTrees(RedisQueue queue, RedisMemory memory) : IQueueMemory
{
    public bool MayForget => true;

    public int Doubts => memory.Awakenings;

    public async Task<IReadOnlyList<TreeState>> TreesAsync(IReadOnlyList<JobId> roots, CancellationToken ct) =>
        roots.Count == 0
            ? []
            :
            [
                .. (await queue.DoAsync<StoredTree[]>(Verbs.Trees, roots.Select(root => root.ToKey()), ct)).Select(tree =>
                    Enum.Parse<TreeState>(tree.Word, ignoreCase: true)
                ),
            ];
}

/// <param name="Word">What became of it.</param>
/// <param name="Jobs">How many of it are still known.</param>
internal sealed record StoredTree(string Word, long Jobs);
