using System.Text.Json.Nodes;

namespace Couriarr.Neighbours;

/// <summary>What doings do to shelf, history and disk.</summary>
internal static class Stock
{
    public static (FakeFile File, IReadOnlyList<FakeFile> Replaced) Take(this FakeArr arr, FakeWork work, FakeImport import)
    {
        var shelf = arr.Shelf;
        var held = shelf.Episodes.Where(e => import.Episodes.Any(i => i.Id == e.Id)).Select(e => e.FileId).ToHashSet();
        var replaced = shelf.Files.Where(f => f.WorkId == work.Id && (!arr.Flavour.HasEpisodes || held.Contains(f.Id))).ToList();
        foreach (var old in replaced)
            arr.Forget(old, "Upgrade");
        arr.Save($"{work.Folder}/{import.Relative}", import.Content);
        FakeFile file = null!;
        arr.Change(now =>
        {
            now = now.Next("file", out var id);
            file = new FakeFile(id, work.Id, import.Relative, import.Content.Length, import.Quality, arr.Now)
            {
                Download = import.Download,
            };
            var mine = now.Episodes.ConvertAll(e => import.Episodes.Any(i => i.Id == e.Id) ? e with { FileId = id } : e);
            return now with { Files = now.Files.Add(file), Episodes = mine };
        });
        arr.Write("downloadFolderImported", file, episode => ArrAnswers.Imported(arr.Flavour, work, file, episode));
        return (file, replaced);
    }

    public static void Forget(this FakeArr arr, FakeFile file, string reason)
    {
        var work = arr.Shelf.Work(file.WorkId);
        arr.Write(arr.Flavour.Row + "Deleted", file, episode => ArrAnswers.Deleted(arr.Flavour, work, file, episode, reason));
        arr.Change(shelf =>
            shelf with
            {
                Files = shelf.Files.Remove(file),
                Episodes = shelf.Episodes.ConvertAll(e => e.FileId == file.Id ? e with { FileId = 0 } : e),
            }
        );
        if (arr.OnDisk(file.PathIn(work)) is { } path)
            File.Delete(path);
    }

    /// <summary>One row, or one for each episode of the file.</summary>
    public static void Write(this FakeArr arr, string kind, FakeFile file, Func<FakeEpisode?, JsonObject> row)
    {
        var episodes = arr.EpisodesOf(file);
        foreach (var episode in episodes.Count == 0 ? [null] : episodes.Cast<FakeEpisode?>())
            arr.Change(shelf =>
            {
                shelf = shelf.Next("row", out var id);
                var date = DateTimeOffset.FromUnixTimeSeconds(arr.Now.ToUnixTimeSeconds());
                var json = row(episode).With(("id", id), ("date", ArrAnswers.Written(date)));
                return shelf with
                {
                    History = shelf.History.Add(new FakeRow(id, kind, file.WorkId, date, json) { EpisodeId = episode?.Id }),
                };
            });
    }

    public static void Move(this FakeArr arr, string from, string to)
    {
        if (arr.OnDisk(from) is not { } source || arr.OnDisk(to) is not { } target)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(source, target);
    }

    public static void EraseFolder(this FakeArr arr, string folder)
    {
        if (arr.OnDisk(folder) is { } path && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private static void Save(this FakeArr arr, string path, byte[] content)
    {
        if (arr.OnDisk(path) is not { } target)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content);
    }

    private static string? OnDisk(this FakeArr arr, string path) => arr.Disk is { } disk ? Path.Join(disk, path) : null;
}
