using System.Collections.Concurrent;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>Where chats are now that became supergroups: found out once, and known across restarts.</summary>
/// <param name="database">Without one it is known until the end of the program.</param>
internal sealed class MovedChats(Database? database)
{
    private readonly ConcurrentDictionary<string, string> _all = [];

    public async Task<string> OfAsync(string chat, CancellationToken ct)
    {
        if (_all.TryGetValue(chat, out var known) || database is null)
            return known ?? chat;
        var now = await database.ReadAsync(
            session => session.FirstAsync("SELECT now_at FROM moved_chats WHERE chat = @p1", row => row.GetString(0), chat),
            ct
        );
        return _all.GetOrAdd(chat, now ?? chat);
    }

    public async Task NoteAsync(string chat, string now, CancellationToken ct)
    {
        _all[chat] = now;
        if (database is not null)
            await database.WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "INSERT INTO moved_chats (chat, now_at) VALUES (@p1, @p2) ON CONFLICT (chat) DO UPDATE SET now_at = @p2",
                        chat,
                        now
                    ),
                WriteKind.Upkeep,
                ct
            );
    }
}
