using System.Globalization;

namespace Couriarr.Logging;

/// <summary>The log files that are there, under names of our own: nobody outside ever names a path.</summary>
internal sealed class LogShelf(LogOptions options)
{
    public const string Application = "application";

    public IReadOnlyList<ShelvedLog> Files =>
        [
            .. Of(Application, options.Application, options.ApplicationRolling),
            .. Of("history", options.History, options.HistoryRolling),
            .. options.Json is { } json ? Of("json", json, options.ApplicationRolling) : [],
        ];

    /// <summary>The newest file of the program's log first.</summary>
    public IEnumerable<ShelvedLog> ApplicationFiles => Of(Application, options.Application, options.ApplicationRolling);

    public ShelvedLog? Find(string id) => Files.FirstOrDefault(file => file.Id == id);

    private static IEnumerable<ShelvedLog> Of(string id, string path, Rolling rolling) =>
        Enumerable
            .Range(0, rolling.Backups + 1)
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Select(number => number == "0" ? (Id: id, Path: path) : (Id: $"{id}-{number}", Path: $"{path}.{number}"))
            .Select(named => (named.Id, File: new FileInfo(named.Path)))
            // A link in the log folder was not put there by us, and may lead anywhere.
            .Where(named => named.File is { Exists: true, LinkTarget: null })
            .Select(named => new ShelvedLog(
                named.Id,
                named.File.Name,
                named.File.Length,
                new(named.File.LastWriteTimeUtc),
                named.File.FullName
            ));
}

internal sealed record ShelvedLog(string Id, string Name, long Size, DateTimeOffset ChangedAt, string Path)
{
    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
