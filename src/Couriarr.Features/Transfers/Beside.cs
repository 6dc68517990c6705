using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Finds what may belong to files: in a folder of the work's own all subtitles, texts and artwork, in one that it shares with others only
/// what is called after the file. Never deeper than one folder, another season is that folder's business; and so a library in which all
/// lies together is not read as a whole.
/// </summary>
/// <param name="own">The work's folder below the root; null when it has none of its own.</param>
internal sealed class Beside(Route route, string? own, IReadOnlyList<string> excludes)
{
    private const int MostNames = 50_000;
    private static readonly string[] Subtitles = ["Subs", "Subtitles"];
    private static readonly EnumerationOptions Here = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <param name="files">What was delivered, by its path below the root.</param>
    public IEnumerable<string> Of(IEnumerable<string> files) =>
        files.GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal).SelectMany(InFolder).Distinct(StringComparer.Ordinal);

    private IEnumerable<string> InFolder(IGrouping<string, string> files)
    {
        var folder = Path.Join(route.Source, files.Key);
        if (!Directory.Exists(folder))
            return [];
        var stems = files.Where(file => !Sidecar.Is(file)).Select(Path.GetFileNameWithoutExtension).OfType<string>().ToList();
        var isOwn = own is not null && (files.Key == own || files.Key.StartsWith($"{own}/", StringComparison.Ordinal));
        var beside = Names(Directory.EnumerateFiles(folder, "*", Here)).Where(name => isOwn || IsCalledAfter(stems, name));
        var below = Names(Directory.EnumerateDirectories(folder, "*", Here))
            .Where(inner => isOwn || stems.Contains(inner) || Subtitles.Contains(inner, StringComparer.OrdinalIgnoreCase))
            .SelectMany(inner =>
                Names(Directory.EnumerateFiles(Path.Join(folder, inner), "*", Here))
                    .Where(name => isOwn || stems.Contains(inner) || IsCalledAfter(stems, name))
                    .Select(name => $"{inner}/{name}")
            );
        return beside.Concat(below).Where(Sidecar.Is).Select(name => Path.Join(files.Key, name));
    }

    private IEnumerable<string> Names(IEnumerable<string> paths) =>
        paths
            .Take(MostNames)
            .Select(path => Path.GetFileName(path))
            .Where(name => !excludes.Contains(name, StringComparer.Ordinal) && !TempName.IsOurs(name));

    // S01E01.en.srt and S01E01-thumb.jpg, and not S01E010.srt.
    private static bool IsCalledAfter(List<string> stems, string name) =>
        stems.Exists(stem =>
            name.Length > stem.Length && name.StartsWith(stem, StringComparison.Ordinal) && name[stem.Length] is '.' or '-' or '_'
        );
}
