using Couriarr.Features.Media;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Arr;

/// <summary>Reads the movie, series, artist or author that an event is about.</summary>
internal sealed class WorkReader(AppShape shape, string instance)
{
    /// <returns>Null when there is no way to know where it lies.</returns>
    public Work? Read(Part part, IReadOnlyList<Part> files)
    {
        if (FolderOf(part, files) is not { } folder)
            return null;
        var id = part.Number("id");
        if (id is null or 0)
            part.NoteMissing("id");
        return new Work(instance, shape.Media, id ?? 0, TitleOf(part, folder), folder)
        {
            Year = part.Id("year"),
            Ids = new WorkIds(part.Id("tmdbId"), part.Id("tvdbId"), part.Text("imdbId"), part.Id("tvMazeId")),
            Poster = PosterOf(part),
        };
    }

    private string? FolderOf(Part part, IReadOnlyList<Part> files)
    {
        foreach (var name in shape.Folder)
        {
            if (part.Text(name) is not { } folder)
                continue;
            if (name != shape.Folder[0])
                part.Odd.Note($"{part.At}.{shape.Folder[0]} is missing, {name} stands in for it");
            return AppPath.Checked(folder, $"{part.At}.{name}", part.Odd);
        }
        if (shape.Media is not MediaType.Movie || files is not [var file, ..] || file.Text("path") is not { } path)
            return null;
        part.NoteMissing(shape.Folder[0]);
        return AppPath.Checked(AppPath.FolderOf(path), $"{file.At}.path", part.Odd);
    }

    private string TitleOf(Part part, string folder)
    {
        if (part.Text(shape.Title) is { } title)
            return title;
        part.NoteMissing(shape.Title);
        return AppPath.NameOf(folder);
    }

    private static Uri? PosterOf(Part part)
    {
        foreach (var image in part.List("images"))
            if (
                image.Text("coverType") == "poster"
                && Uri.TryCreate(image.Text("remoteUrl"), UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https"
            )
                return address;
        return null;
    }
}
