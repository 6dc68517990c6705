using Couriarr.Features.Media;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Arr;

/// <summary>Turns one app's payload into what happened. The folder and the path within it are the truth about where a file is.</summary>
internal sealed class WebhookReader(AppShape shape, string instance, Part root)
{
    private readonly FileReader _files = new();

    public ArrWebhook Read(string eventType)
    {
        var webhook = Understand(eventType);
        if (root.Odd.Refusal is { } refusal)
            return new ArrWebhook.Refused(refusal);
        NoteStrangers();
        return webhook with { Warning = root.Odd.Warning };
    }

    private ArrWebhook Understand(string eventType)
    {
        if (eventType == "Test")
            return new ArrWebhook.Test();
        if (eventType is "Download" or "Rename" || eventType == shape.FileDeleted || eventType == shape.WorkDeleted || IsRetag(eventType))
            return AboutWork(eventType);
        if (!shape.Ignored.Contains(eventType))
            root.Odd.Note($"the type {eventType} is not known of {shape.App}");
        return new ArrWebhook.Ignored($"type {eventType}");
    }

    private ArrWebhook AboutWork(string eventType)
    {
        if (root.Child(shape.Work) is not { } part)
            return new ArrWebhook.Refused($"{eventType} of {shape.App} comes with '{shape.Work}', and this has none.");
        if (new WorkReader(shape, instance).Read(part, NamedFiles()) is not { } work)
            return new ArrWebhook.Refused($"{part.At} has no {string.Join(" or ", shape.Folder)}, so nobody knows where it lies.");
        return eventType switch
        {
            "Download" or "Retag" => Import(work, eventType),
            "Rename" => Rename(work),
            _ when eventType == shape.WorkDeleted => Deleted(work),
            _ => FilesDeleted(work),
        };
    }

    private ArrWebhook.Happened Import(Work work, string eventType)
    {
        var replaced = root.List("deletedFiles");
        var episodes = EpisodeReader.Read(root);
        var parts = NamedFiles();
        if (parts.Count == 0)
            root.NoteMissing(shape.File);
        var marks = new List<FileMark>();
        var files = new List<ImportedFile>();
        foreach (var part in parts)
        {
            if (_files.Mark(part, work.Folder) is not { } mark)
                continue;
            marks.Add(mark);
            files.Add(_files.Imported(part, mark) with { Episodes = EpisodeReader.Of(mark, episodes, parts.Count == 1) });
        }
        var happened = new MediaImported(work, files)
        {
            IsUpgrade = root.Flag("isUpgrade") ?? (replaced.Count > 0 || eventType == "Retag"),
            Superseded = [.. replaced.Select(part => _files.Mark(part, work.Folder)?.Path).OfType<string>()],
            Download = root.Text("downloadId"),
        };
        return new ArrWebhook.Happened(happened, marks);
    }

    private ArrWebhook Rename(Work work)
    {
        var marks = root.List(shape.Renamed).Select(part => _files.Renamed(part, work.Folder)).OfType<FileMark>().ToList();
        return marks.Count == 0
            ? NamesNothing("Rename", shape.Renamed)
            : new ArrWebhook.Happened(new MediaRenamed(work, [.. marks.Select(mark => new Renaming(mark.From!, mark.Path))]), marks);
    }

    private ArrWebhook FilesDeleted(Work work)
    {
        var marks = NamedFiles().Select(part => _files.Mark(part, work.Folder)).OfType<FileMark>().ToList();
        return marks.Count == 0
            ? NamesNothing(shape.FileDeleted!, shape.File)
            : new ArrWebhook.Happened(
                new MediaFilesDeleted(work, [.. marks.Select(mark => mark.Path)], root.Text("deleteReason") == "upgrade"),
                marks
            );
    }

    private ArrWebhook.Happened Deleted(Work work)
    {
        if (!root.Has("deletedFiles"))
            root.NoteMissing("deletedFiles");
        return new ArrWebhook.Happened(new MediaDeleted(work, root.Flag("deletedFiles") ?? false), []);
    }

    // Early versions said so little.
    private ArrWebhook.Ignored NamesNothing(string eventType, string member)
    {
        root.NoteMissing(member);
        return new ArrWebhook.Ignored($"type {eventType} without the files");
    }

    // New tags are new content in the same place.
    private bool IsRetag(string eventType) => eventType == "Retag" && shape.Media is (MediaType.Music or MediaType.Book);

    /// <summary>One file, or all of a release; Sonarr sends both, one after the other.</summary>
    private IReadOnlyList<Part> NamedFiles() => root.Child(shape.File) is { } single ? [single] : root.List(shape.Files);

    private void NoteStrangers()
    {
        foreach (var member in root.Json.EnumerateObject())
            if (!shape.Members.Contains(member.Name))
                root.Odd.Note($"{(member.Name.Length <= 40 ? member.Name : $"{member.Name[..40]}...")} is not known of {shape.App}");
    }
}
