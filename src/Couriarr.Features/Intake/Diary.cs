using System.Globalization;
using Couriarr.Features.Media;

namespace Couriarr.Features.Intake;

/// <summary>What happened, in the words of somebody who tells it.</summary>
internal static class Diary
{
    private const int Some = 3;

    public static string Of(MediaEvent happened) =>
        happened switch
        {
            MediaImported { Files: [] } some => $"{some.Work.Instance} imported {Title(some)}, without saying which files",
            MediaImported some => $"{some.Work.Instance} {(some.IsUpgrade ? "upgraded" : "imported")} {Title(some)}{What(some.Files)}",
            MediaRenamed some => $"{some.Work.Instance} renamed {Files(some.Files.Count)} of {Title(some)}",
            MediaFilesDeleted { ForUpgrade: true } some => $"{some.Work.Instance} replaces {Files(some.Paths.Count)} of {Title(some)}",
            MediaFilesDeleted some => $"{some.Work.Instance} deleted {Files(some.Paths.Count)} of {Title(some)}",
            MediaDeleted some => $"{some.Work.Instance} took out {Title(some)}, {(some.WithFiles ? "with" : "without")} its files",
            _ => $"{happened.Work.Instance}: something happened to {Title(happened)}",
        };

    private static string Title(MediaEvent happened) =>
        happened.Work is { Year: { } year, Title: var title } && !title.Contains(Text(year), StringComparison.Ordinal)
            ? $"{title} ({Text(year)})"
            : happened.Work.Title;

    private static string What(IReadOnlyList<ImportedFile> files)
    {
        var episodes = files.SelectMany(file => file.Episodes).Select(e => $"S{Padded(e.Season)}E{Padded(e.Number)}").ToList();
        var which =
            episodes.Count is > 0 and <= Some ? $" {string.Join(", ", episodes)}"
            : files.Count > 1 ? $", {Files(files.Count)}"
            : "";
        return files.Select(file => file.Quality).OfType<string>().Distinct().ToList() is [var quality] ? $"{which} in {quality}" : which;
    }

    private static string Files(int count) => count == 1 ? "a file" : $"{Text(count)} files";

    private static string Padded(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
