using System.Globalization;
using Couriarr.Features.Arr;
using Couriarr.Features.Media;

namespace Couriarr.Tests.Arr;

/// <summary>Everything that was understood of a webhook, in one line, with paths as they are below the work's folder.</summary>
internal static class Telling
{
    public static string Of(ArrWebhook webhook) =>
        webhook switch
        {
            ArrWebhook.Happened { Event: var happened } => $"{happened.Work.Type} {happened.Work.Id}: {What(happened)}",
            ArrWebhook.Test => "test",
            ArrWebhook.Ignored ignored => $"ignored: {ignored.Why}",
            ArrWebhook.Refused refused => $"refused: {refused.Why}",
            _ => throw new InvalidOperationException($"{webhook} is new."),
        };

    private static string What(MediaEvent happened) =>
        happened switch
        {
            MediaImported import =>
                $"{(import.IsUpgrade ? "upgraded" : "imported")} {Join(import.Files.Select(file => Of(file, import.Work)))}"
                    + (import.Superseded.Count > 0 ? $" over {Join(import.Superseded.Select(path => Below(path, import.Work)))}" : "")
                    + (import.Download is null ? "" : " by download"),
            MediaRenamed some => Join(some.Files.Select(file => $"{Below(file.From, some.Work)} -> {Below(file.To, some.Work)}")),
            MediaFilesDeleted some =>
                $"{(some.ForUpgrade ? "replaces" : "deleted")} {Join(some.Paths.Select(path => Below(path, some.Work)))}",
            MediaDeleted some => some.WithFiles ? "gone with files" : "gone, files stay",
            _ => throw new InvalidOperationException($"{happened} is new."),
        };

    private static string Of(ImportedFile file, Work work) =>
        string.Create(CultureInfo.InvariantCulture, $"#{file.FileId} {Below(file.Path, work)} {file.Size} {file.Quality}")
        + string.Concat(file.Episodes.Select(e => string.Create(CultureInfo.InvariantCulture, $" {e.Season}x{e.Number}")));

    private static string Below(string path, Work work) => path.Replace($"{work.Folder}/", "~/", StringComparison.Ordinal);

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
