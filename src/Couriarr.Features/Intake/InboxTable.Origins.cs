using System.Text.Json;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <summary>Whose the entries are.</summary>
internal sealed partial class InboxTable
{
    private const int AtOnce = 500;

    /// <summary>Files it under its instance, now that it is known.</summary>
    public static ValueTask<int> RefileAsync(Session session, InboxEntry entry) =>
        session.ExecuteAsync(
            "UPDATE webhook_inbox SET instance = @p2, work_key = @p3, heard_before = @p4, in_doubt = 0 WHERE id = @p1",
            entry.Id,
            entry.Instance,
            entry.WorkKey,
            entry.HeardBefore.Count > 0 ? JsonSerializer.Serialize(entry.HeardBefore) : null
        );

    /// <returns>Under which instance each is filed; forgotten ones are left out.</returns>
    public async Task<IReadOnlyDictionary<long, string>> InstancesAsync(IEnumerable<long> ids, CancellationToken ct)
    {
        var all = new Dictionary<long, string>();
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        foreach (var (id, instance) in await database.ReadAsync(session => InstancesAsync(session, some), ct))
            all[id] = instance;
        return all;
    }

    private static ValueTask<List<(long Id, string Instance)>> InstancesAsync(Session session, long[] ids) =>
        session.QueryAsync(
            $"SELECT id, instance FROM webhook_inbox WHERE id IN ({string.Join(", ", Enumerable.Range(1, ids.Length).Select(n => $"@p{n}"))})",
            row => (row.GetInt64(0), row.GetString(1)),
            [.. ids.Cast<object>()]
        );
}
