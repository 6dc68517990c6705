using Couriarr.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Couriarr.Doors.Access;

/// <summary>Stands before whoever reads forms, and has the large ones read in the data folder, if there is room.</summary>
internal sealed class Arrivals
{
    private readonly RequestDelegate _next;
    private readonly string _folder;
    private readonly Backups _backups;

    // What a crash left there is of no use to anybody.
    public Arrivals(RequestDelegate next, Settings settings, Backups backups)
    {
        (_next, _backups, _folder) = (next, backups, FolderIn(settings));
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Where what people bring lies until it is looked at. What stands there at a start is swept out.</summary>
    public static string FolderIn(Settings settings) => Path.Combine(settings.Folder, "arriving");

    public Task InvokeAsync(HttpContext http)
    {
        if (Limits.BringsFiles(http.Request))
            Prepare(http);
        return _next(http);
    }

    private void Prepare(HttpContext http)
    {
        var (length, spare) = (http.Request.ContentLength ?? 0, _backups.SpareBytes);
        if (length > spare)
            throw new BadHttpRequestException(
                $"It has {StatsDoor.Human(length)}, and {StatsDoor.Human(spare)} can be spared where the data folder is. Make room on that disk.",
                StatusCodes.Status507InsufficientStorage
            );
        http.Features.Set<IFormFeature>(new Arriving(http.Request, _folder));
    }
}
