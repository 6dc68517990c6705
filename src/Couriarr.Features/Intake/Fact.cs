using System.Globalization;
using Couriarr.Features.Arr;
using Couriarr.Features.Media;

namespace Couriarr.Features.Intake;

/// <summary>
/// What an event says about one thing: a file, a path, a work. An event is a duplicate when it says nothing new.
/// </summary>
/// <remarks>
/// The apps send no id of the event and never send twice, but the same happening reaches us by several ways: two connections to one
/// instance, a proxy that repeats, Sonarr's import of each file and then of the whole release, and the history that is read after we
/// were away. So what happened is compared, not bytes, and per file, so that a release of which some files are known is done for the rest.
/// <para>
/// An app gives the number of a file to no other file, so an import or a deletion under the same number, path and size is the same one
/// for as long as history is read back (<see cref="Lasting"/>). An upgrade that keeps the path, and a manual import of the same file again,
/// come under a new number. Only an app whose database was restored counts numbers twice; then the moment at which it took the file in
/// differs, or the download that it came with, and both are compared where they are said. Clocks of the apps play no part: the window is measured by ours.
/// </para>
/// <para>
/// Without a number only path and size are left, and those do return: somebody copies a file anew. What is heard of a path replaces what
/// was heard before, so that import, deletion, import are three events, and the same once more counts as the same for
/// <see cref="Brief"/> only, which covers whoever repeats a request. Renames go back and forth: the last name counts. Tags written anew
/// change neither number nor path, so a retag says nothing that could be compared and is always done.
/// </para>
/// <para>
/// What came to an address that several instances have is remembered for all of them until it is known whose it is: an import by number,
/// path, size and download together, for each of them counts its own files. So the same import found in a history is known. Two that are
/// alike in all of this are one only until then: what is known to be of one instance says nothing of the others.
/// </para>
/// </remarks>
internal sealed record Fact(string Subject, string Content, TimeSpan Window, string? Stamp = null)
{
    public static readonly TimeSpan Lasting = TimeSpan.FromDays(7);
    public static readonly TimeSpan Brief = TimeSpan.FromMinutes(10);

    /// <summary>The download that brought it, where one did and the app says so.</summary>
    public string? Download { get; init; }

    /// <summary>Other subjects under which the same may have been heard.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <param name="candidates">The instances that may have sent it; none when that is certain.</param>
    /// <returns>One list for each file that the event names, in their order, or a single one for the whole event.</returns>
    public static IReadOnlyList<IReadOnlyList<Fact>> Of(
        ArrWebhook.Happened webhook,
        string eventType,
        IReadOnlyList<string>? candidates = null
    )
    {
        var instance = webhook.Event.Work.Instance;
        return (webhook.Event, webhook.Files) switch
        {
            _ when eventType == "Retag" => [],
            (MediaImported imported, [_, ..] files) => [.. files.Select(file => Imported(imported, file, candidates ?? []))],
            (MediaFilesDeleted, var files) => [.. files.Select(file => Deleted(instance, file))],
            (MediaRenamed, var files) => [.. files.Select(file => Renamed(instance, file))],
            (var whole, _) =>
            [
                [OfWork(whole)],
            ],
        };
    }

    private static Fact[] Imported(MediaImported imported, FileMark file, IReadOnlyList<string> candidates)
    {
        var (work, download) = (imported.Work, imported.Download);
        if (file.Id is not { } id)
            return [new(OfPath(work.Instance, file.Path), $"imported|{Number(file.Size)}", Brief) { Download = download }];
        var content = $"{file.Path}|{Number(file.Size)}";
        var anybodys = $"{Subjects($"any {work.Type}", "file", id)}|{content}{(download is null ? "" : $"|{download}")}";
        return candidates.Count > 1
            ? [Imported(anybodys, [.. candidates.Select(one => Subjects(one, "file", id))])]
            : [Imported(Subjects(work.Instance, "file", id), [anybodys])];

        Fact Imported(string subject, string[] elsewhere) =>
            new(subject, content, Lasting, file.Added) { Download = download, Elsewhere = elsewhere };
    }

    private static Fact[] Deleted(string instance, FileMark file) =>
        file.Id is { } id
            ? [new(Subjects(instance, "gone", id), file.Path, Lasting, file.Added)]
            : [new(OfPath(instance, file.Path), "deleted", Brief)];

    private static Fact[] Renamed(string instance, FileMark file) =>
        file.Id is { } id
            ? [new(Subjects(instance, "name", id), $"{file.From}|{file.Path}", Lasting)]
            : [new(OfPath(instance, file.From!), $"to|{file.Path}", Brief), new(OfPath(instance, file.Path), $"from|{file.From}", Brief)];

    private static Fact OfWork(MediaEvent whole)
    {
        var content = whole is MediaDeleted deleted ? $"deleted|{deleted.WithFiles}" : "imported";
        return whole.Work.Id > 0 && whole is MediaDeleted
            ? new(Subjects(whole.Work.Instance, "work", whole.Work.Id), $"{content}|{whole.Work.Folder}", Lasting)
            : new(OfPath(whole.Work.Instance, whole.Work.Folder), content, Brief);
    }

    private static string OfPath(string instance, string path) => $"{instance}|path|{path}";

    private static string Subjects(string instance, string kind, long id) => $"{instance}|{kind}|{Number(id)}";

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
