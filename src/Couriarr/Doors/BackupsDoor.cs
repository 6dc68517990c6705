using Couriarr.Doors.Described;
using Couriarr.Storage;

namespace Couriarr.Doors;

internal static class BackupsDoor
{
    public static void MapBackups(this IEndpointRouteBuilder app)
    {
        app.MapGet("/backups", (Backups backups) => Results.Json(backups.List(), Answers.Json))
            .Explained("Backups", "The kept copies of the database", "Newest first.", new[] { Examples.Backup });
        app.MapPost("/backups", MakeAsync)
            .Explained(
                "Backups",
                "Make a copy now",
                "It is whole and checked when the answer comes.",
                Examples.Backup,
                StatusCodes.Status201Created
            )
            .MayRefuse(StatusCodes.Status503ServiceUnavailable)
            .DisableRequestTimeout();
    }

    private static async Task<IResult> MakeAsync(Backups backups, CancellationToken ct) =>
        Results.Json(await backups.MakeAsync(ct), Answers.Json, statusCode: StatusCodes.Status201Created);
}
