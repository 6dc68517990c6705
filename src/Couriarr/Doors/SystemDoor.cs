using System.Runtime.InteropServices;
using Couriarr.Doors.Described;
using Couriarr.Features.Transfers;
using Couriarr.Metrics;
using Couriarr.Storage;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Doors;

/// <summary>/system: which versions of everything run here, to be held against what is known to be unsafe.</summary>
internal static class SystemDoor
{
    public static void MapSystem(this IEndpointRouteBuilder app) =>
        app.MapGet(
                "/system",
                async (RsyncProgram rsync, StoreCheck store, CancellationToken ct) =>
                    Results.Json(await SystemView.OfAsync(rsync, store, ct), Answers.Json)
            )
            .Explained(
                "Watching",
                "Versions",
                "Of the program and of what it stands on: the database, and the queue where it rests elsewhere. rsync is null when there is none.",
                Examples.System
            );
}

internal sealed record SystemView(string Version, string Runtime, string Sqlite, string? Rsync, string System, string Architecture)
{
    /// <summary>What has the data: SQLite, or a PostgreSQL server and where it is.</summary>
    public required string Database { get; init; }

    /// <summary>Where the queue rests; null for the database.</summary>
    public string? Queue { get; init; }

    public static async Task<SystemView> OfAsync(RsyncProgram rsync, StoreCheck store, CancellationToken ct) =>
        new(
            RuntimeInstruments.Version,
            RuntimeInformation.FrameworkDescription,
            SqliteEngine.Version.ToString(),
            (await rsync.VersionAsync(ct))?.ToString(),
            RuntimeInformation.OSDescription,
            RuntimeInformation.OSArchitecture.ToString()
        )
        {
            Database = store.Database,
            Queue = store.Queue,
        };
}
