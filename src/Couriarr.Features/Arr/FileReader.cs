using Couriarr.Features.Media;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Arr;

/// <summary>Reads the files that an event names.</summary>
internal sealed class FileReader
{
    private const int ToTheSecond = 19;
    private const int Digits = 3;

    /// <returns>Null, and a note, when it does not say where the file is.</returns>
    public FileMark? Mark(Part part, string folder)
    {
        if (PathOf(part, "relativePath", "path", folder) is not { } path)
        {
            part.NoteMissing("path");
            return null;
        }
        return new FileMark(part.Number("id") is > 0 and var id ? id : null, path, part.Number("size"), AddedOf(part));
    }

    /// <returns>Null, and a note, when it does not say from where to where.</returns>
    public FileMark? Renamed(Part part, string folder)
    {
        if (PathOf(part, "previousPath", "previousRelativePath", folder) is { } from)
            return Mark(part, folder) is { } mark ? mark with { From = from } : null;
        part.NoteMissing("previousPath");
        return null;
    }

    public ImportedFile Imported(Part part, FileMark mark)
    {
        if (mark.Id is null)
            part.NoteMissing("id");
        if (mark.Size is null)
            part.NoteMissing("size");
        return new ImportedFile(mark.Path, mark.Id, mark.Size, QualityOf(part));
    }

    // A whole path stands for itself; what is none lies in the folder.
    private static string? PathOf(Part part, string first, string second, string folder)
    {
        if ((part.Text(first) ?? part.Text(second)) is not { } path)
            return null;
        AppPath.CheckSteps(path, $"{part.At}.{first}", part.Odd);
        return AppPath.IsWhole(path) ? path : AppPath.Join(folder, path);
    }

    // The apps' API nests what their webhooks write as one word, and people copy from it.
    private static string? QualityOf(Part part)
    {
        if (!part.IsObject("quality"))
            return part.Text("quality");
        var outer = part.Child("quality")!.Value;
        return outer.IsObject("quality") ? outer.Child("quality")!.Value.Text("name") : outer.Text("name");
    }

    // A database keeps fewer digits than the app had when it sent the webhook; none at all are left out.
    private static string? AddedOf(Part part)
    {
        if (part.Text("dateAdded") is not { Length: >= ToTheSecond } added)
            return null;
        if (added.ElementAtOrDefault(ToTheSecond) != '.')
            return added[..ToTheSecond];
        var fraction = added.AsSpan(ToTheSecond + 1);
        var digits = fraction.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : fraction.Length;
        return $"{added.AsSpan(0, ToTheSecond + 1)}{fraction[..Math.Min(digits, Digits)]}".PadRight(ToTheSecond + 1 + Digits, '0');
    }
}
