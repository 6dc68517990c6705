using System.Runtime.InteropServices;
using Couriarr.Doors.Described;
using Couriarr.Features.Transfers.Rsync;
using Couriarr.Metrics;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Doors;

/// <summary>/system: which versions of everything run here, to be held against what is known to be unsafe.</summary>
internal static class SystemDoor
{
    public static void MapSystem(this IEndpointRouteBuilder app) =>
        app.MapGet(
                "/system",
                async (RsyncProgram rsync, CancellationToken ct) => Results.Json(await SystemView.OfAsync(rsync, ct), Answers.Json)
            )
            .Explained(
                "Watching",
                "Versions",
                "Of the program and of what it stands on. rsync is null when there is none.",
                Examples.System
            );
}

internal sealed record SystemView(string Version, string Runtime, string Sqlite, string? Rsync, string System, string Architecture)
{
    public static async Task<SystemView> OfAsync(RsyncProgram rsync, CancellationToken ct) =>
        new(
            RuntimeInstruments.Version,
            RuntimeInformation.FrameworkDescription,
            SqliteEngine.Version.ToString(),
            (await rsync.VersionAsync(ct))?.ToString(),
            RuntimeInformation.OSDescription,
            RuntimeInformation.OSArchitecture.ToString()
        );
}
