using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>What happens in an app: each is done on its shelf and, if it has one, its disk, and told to its connections.</summary>
public static class Doings
{
    public static FakeWork Add(this FakeArr arr, string title, int year = 2021)
    {
        FakeWork work = null!;
        arr.Change(shelf =>
        {
            shelf = shelf.Next("work", out var id);
            work = new FakeWork(id, title, year, $"{arr.Flavour.Root}/{title} ({year})") { Tmdb = 900_000 + id, Tvdb = 400_000 + id };
            return shelf with { Works = shelf.Works.Add(work) };
        });
        return work;
    }

    public static FakeEpisode AddEpisode(this FakeArr arr, FakeWork series, int season, int number)
    {
        FakeEpisode episode = null!;
        arr.Change(shelf =>
        {
            shelf = shelf.Next("episode", out var id);
            episode = new FakeEpisode(id, series.Id, season, number, $"Chapter {number}");
            return shelf with { Episodes = shelf.Episodes.Add(episode) };
        });
        return episode;
    }

    /// <summary>Takes in one file, replacing what its movie or its episodes had before.</summary>
    public static async Task<FakeFile> ImportAsync(this FakeArr arr, FakeWork work, FakeImport import)
    {
        var (file, replaced) = arr.Take(work, import);
        var episodes = arr.EpisodesOf(file);
        foreach (var old in replaced)
            await arr.TellAsync(
                ["on" + arr.Flavour.DeletedFile, $"on{arr.Flavour.DeletedFile}ForUpgrade"],
                arr.Bodies.FileDeleted(work, old, episodes, "upgrade")
            );
        string[] triggers = replaced.Count > 0 ? ["onDownload", "onUpgrade"] : ["onDownload"];
        await arr.TellAsync(triggers, arr.Bodies.Imported(work, file, episodes, replaced));
        return file;
    }

    /// <summary>Takes in the files of one release, and tells at its end that it is complete where the app does.</summary>
    public static async Task<IReadOnlyList<FakeFile>> ImportAllAsync(
        this FakeArr arr,
        FakeWork work,
        params IEnumerable<FakeImport> imports
    )
    {
        var files = new List<FakeFile>();
        foreach (var import in imports)
            files.Add(await arr.ImportAsync(work, import));
        if (arr.Flavour.HasEpisodes)
            await arr.TellAsync(["onImportComplete"], arr.Bodies.ImportComplete(work, files, [.. files.SelectMany(arr.EpisodesOf)]));
        return files;
    }

    public static async Task<FakeFile> RenameAsync(this FakeArr arr, FakeFile file, string relative)
    {
        var work = arr.Shelf.Work(file.WorkId);
        var renamed = file with { Relative = relative };
        arr.Move(file.PathIn(work), renamed.PathIn(work));
        arr.Change(shelf => shelf with { Files = shelf.Files.Replace(file, renamed) });
        arr.Write(arr.Flavour.Row + "Renamed", renamed, episode => ArrAnswers.Renamed(arr.Flavour, work, renamed, file.Relative, episode));
        await arr.TellAsync(["onRename"], arr.Bodies.Renamed(work, [(renamed, file.Relative)]));
        return renamed;
    }

    /// <summary>To another folder, with all its files. The apps tell nobody.</summary>
    public static FakeWork Move(this FakeArr arr, FakeWork work, string folder)
    {
        var moved = arr.Shelf.Work(work.Id) with { Folder = folder };
        foreach (var file in arr.Shelf.Files.Where(file => file.WorkId == work.Id))
            arr.Move(file.PathIn(work), file.PathIn(moved));
        arr.Change(shelf => shelf with { Works = shelf.Works.Replace(shelf.Work(work.Id), moved) });
        return moved;
    }

    public static async Task DeleteAsync(this FakeArr arr, FakeFile file)
    {
        var (work, episodes) = (arr.Shelf.Work(file.WorkId), arr.EpisodesOf(file));
        arr.Forget(file, "Manual");
        await arr.TellAsync(["on" + arr.Flavour.DeletedFile], arr.Bodies.FileDeleted(work, file, episodes, "manual"));
    }

    /// <summary>With its files, and its history, as the apps do.</summary>
    public static async Task DeleteAsync(this FakeArr arr, FakeWork work)
    {
        arr.EraseFolder(work.Folder);
        arr.Change(shelf =>
            shelf with
            {
                Works = shelf.Works.Remove(work),
                Files = shelf.Files.RemoveAll(f => f.WorkId == work.Id),
                History = shelf.History.RemoveAll(row => row.WorkId == work.Id),
            }
        );
        await arr.TellAsync(["on" + arr.Flavour.DeletedWork], arr.Bodies.WorkDeleted(work, withFiles: true));
    }

    internal static IReadOnlyList<FakeEpisode> EpisodesOf(this FakeArr arr, FakeFile file) =>
        [.. arr.Shelf.Episodes.Where(episode => episode.FileId == file.Id)];

    private static Task TellAsync(this FakeArr arr, string[] triggers, JsonObject body) =>
        arr.Herald.TellAsync(arr.Shelf.Hooks, triggers, body);
}

/// <param name="Relative">Below the work's folder.</param>
/// <param name="Content">Written when the app has a disk.</param>
public sealed record FakeImport(string Relative, byte[] Content, params FakeEpisode[] Episodes)
{
    public string Quality { get; init; } = "WEBDL-1080p";

    /// <summary>Null for one that was done by hand.</summary>
    public string? Download { get; init; } = "SABnzbd_nzo_306zuntc";
}
