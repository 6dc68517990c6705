using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What the apps said they renamed (sync_renames). Of one path the last word counts.</summary>
internal sealed class RenameTable(Database database, PathMap map)
{
    // More than a file is renamed before it is carried; names that go in a circle end here too.
    private const int MostSteps = 8;

    public static ValueTask<int> HearAsync(Session session, Placement.Found from, string instance, string toPath, long now) =>
        session.ExecuteAsync(
            """
            INSERT INTO sync_renames (mapping, within, instance, to_path, heard_at) VALUES (@p1, @p2, @p3, @p4, @p5)
            ON CONFLICT (mapping, within) DO UPDATE SET instance = @p3, to_path = @p4, heard_at = @p5
            """,
            from.Route.Name,
            from.Within,
            instance,
            toPath,
            now
        );

    /// <summary>The names that a file was given after this one, in their order.</summary>
    public Task<List<NewName>> AfterAsync(string mapping, string within, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var names = new List<NewName>();
                while (names.Count < MostSteps && await NextAsync(session, mapping, within) is { } next)
                {
                    names.Add(next);
                    (mapping, within) = (next.Place.Route.Name, next.Place.Within);
                }
                return names;
            },
            ct
        );

    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync("DELETE FROM sync_renames WHERE heard_at < @p1", before.ToUnixTimeMilliseconds()),
            WriteKind.Upkeep,
            ct
        );

    private async ValueTask<NewName?> NextAsync(Session session, string mapping, string within) =>
        await session.FirstAsync(
            "SELECT instance, to_path FROM sync_renames WHERE mapping = @p1 AND within = @p2",
            row => new NextName(row.GetString(0), row.GetString(1)),
            mapping,
            within
        )
            is { } next
        && map.Place(next.Path, next.Instance) is Placement.Found place
            ? new NewName(next.Path, place)
            : null;

    private sealed record NextName(string Instance, string Path);
}

/// <summary>A name that upstream gave to a file.</summary>
/// <param name="Path">Whole, as the app sees it.</param>
internal sealed record NewName(string Path, Placement.Found Place);
