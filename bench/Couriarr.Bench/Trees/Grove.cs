using System.Globalization;

namespace Couriarr.Bench.Trees;

/// <summary>Two libraries of films and seasons that are nearly alike. What differs is known.</summary>
internal sealed record Grove(string Source, string Destination, int Files)
{
    private const int InAFolder = 10;
    private const int FoldersInAShow = 5;
    private const int MissingEvery = 1_000;
    private const int ExtraEvery = 4_000;
    private const int OtherEvery = 5_000;

    public int Missing => Count(MissingEvery, 1);

    public int Differences => Missing + Count(ExtraEvery, 2) + Count(OtherEvery, 3);

    public static Grove Plant(string folder, int files)
    {
        var grove = new Grove(Path.Combine(folder, "source"), Path.Combine(folder, "destination"), files);
        Parallel.For(0, files / InAFolder, grove.Fill);
        return grove;
    }

    // Old enough that nobody can take them for files that are still being written.
    private void Fill(int folder)
    {
        var old = DateTime.UnixEpoch.AddYears(50);
        var within = Within(folder);
        Directory.CreateDirectory(Path.Combine(Source, within));
        Directory.CreateDirectory(Path.Combine(Destination, within));
        for (var i = folder * InAFolder; i < (folder + 1) * InAFolder; i++)
        {
            var name = Path.Combine(within, FormattableString.Invariant($"A Title of Some Length {i:0000000} [WEBDL-1080p].mkv"));
            if (i % ExtraEvery != 2)
                Write(Path.Combine(Source, name), 1, old);
            if (i % MissingEvery != 1)
                Write(Path.Combine(Destination, name), i % OtherEvery == 3 ? 2 : 1, old);
        }
    }

    private static string Within(int folder) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"A Show with a Name {folder / FoldersInAShow:00000} (2021)/Season {folder % FoldersInAShow:00}"
        );

    private static void Write(string path, int size, DateTime time)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, new byte[size], 0);
        File.SetLastWriteTimeUtc(file, time);
    }

    private int Count(int every, int first) => ((Files - 1 - first) / every) + 1;
}
