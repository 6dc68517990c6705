using Couriarr.Jobs.Sharing;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Places;

/// <summary>The mounts as they were when they were healthy, and since when they are not.</summary>
internal sealed class MountMemory(Database database, Nodes nodes)
{
    // The same path is another mount on another machine.
    private string KeyOf(string folder) => nodes.Home is { } home ? $"{home}:{folder}" : folder;

    public Task<MountIdentity?> FindAsync(string folder, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT mount_point, file_system, device, had_marker, held_files FROM sync_mounts WHERE folder = @p1 AND mount_point IS NOT NULL",
                    row => new MountIdentity(
                        folder,
                        row.GetString(0),
                        row.GetString(1),
                        row.GetString(2),
                        row.GetInt64(3) != 0,
                        row.GetInt64(4) != 0
                    ),
                    KeyOf(folder)
                ),
            ct
        );

    public Task RememberAsync(MountIdentity identity, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    INSERT INTO sync_mounts (folder, mount_point, file_system, device, had_marker, held_files, seen_at)
                    VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                    ON CONFLICT (folder) DO UPDATE SET mount_point = @p2, file_system = @p3, device = @p4, had_marker = @p5, held_files = @p6, seen_at = @p7
                    """,
                    KeyOf(identity.Folder),
                    identity.MountPoint,
                    identity.FileSystem,
                    identity.Device,
                    identity.HadMarker ? 1 : 0,
                    identity.HeldFiles ? 1 : 0,
                    now.ToUnixTimeMilliseconds()
                ),
            WriteKind.Upkeep,
            ct
        );

    /// <summary>The folders whose loss was told and whose return was not.</summary>
    public Task<List<(string Folder, DateTimeOffset Since)>> LostAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT folder, lost_at FROM sync_mounts WHERE lost_at IS NOT NULL",
                    row => (row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)))
                ),
            ct
        );

    /// <param name="since">Null when it is back.</param>
    public Task MarkLostAsync(string folder, DateTimeOffset? since, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "INSERT INTO sync_mounts (folder, lost_at) VALUES (@p1, @p2) ON CONFLICT (folder) DO UPDATE SET lost_at = @p2",
                    folder,
                    since?.ToUnixTimeMilliseconds()
                ),
            WriteKind.Upkeep,
            ct
        );
}
