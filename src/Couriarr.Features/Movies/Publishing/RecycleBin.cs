using System.Globalization;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>Keeps what we replaced beside movies and did not write ourselves: recycle/2026-01-31/movies/Dune (2021)/movie.nfo.</summary>
internal sealed class RecycleBin(string folder, int days, TimeProvider clock)
{
    private const int MostOfOneName = 1000;

    public string Root { get; } = Path.Combine(folder, "recycle");

    /// <summary>A copy of what is about to be replaced.</summary>
    public void Keep(Stream file, string library, string movieFolder, string name)
    {
        if (days == 0)
            return;
        var day = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var bin = Path.Combine([Root, day, library.Replace('/', '-'), .. movieFolder.Split('/', StringSplitOptions.RemoveEmptyEntries)]);
        Directory.CreateDirectory(bin);
        var names = Enumerable
            .Range(0, MostOfOneName)
            .Select(i => Path.Combine(bin, i == 0 ? name : $"{i.ToString(CultureInfo.InvariantCulture)}-{name}"));
        using var copy = new FileStream(names.First(kept => !File.Exists(kept)), FileMode.CreateNew, FileAccess.Write);
        file.CopyTo(copy);
    }

    /// <summary>Forgets whole days that are old enough.</summary>
    public int Empty()
    {
        if (!Directory.Exists(Root))
            return 0;
        var oldest = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-days);
        var old = Directory.EnumerateDirectories(Root).Where(path => DayOf(path) is { } day && day < oldest).ToList();
        foreach (var day in old)
            Directory.Delete(day, recursive: true);
        return old.Count;
    }

    private static DateOnly? DayOf(string path) =>
        DateOnly.TryParseExact(Path.GetFileName(path), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
