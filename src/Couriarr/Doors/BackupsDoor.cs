using Couriarr.Storage;

namespace Couriarr.Doors;

internal static class BackupsDoor
{
    public static void MapBackups(this IEndpointRouteBuilder app)
    {
        app.MapGet("/backups", (Backups backups) => Results.Json(backups.List(), Answers.Json));
        app.MapPost("/backups", MakeAsync);
    }

    private static async Task<IResult> MakeAsync(Backups backups, CancellationToken ct) =>
        Results.Json(await backups.MakeAsync(ct), Answers.Json, statusCode: StatusCodes.Status201Created);
}
