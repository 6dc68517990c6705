using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>What to do about a file, seen what lies under its name already. Pure.</summary>
/// <param name="Outcome">new, replaced, repaired or present, as it will stand in sync_jobs.</param>
internal sealed record Plan(string Outcome, string? Refusal = null)
{
    public const string New = "new",
        Replaced = "replaced",
        Repaired = "repaired",
        Present = "present";

    /// <summary>Another name at the destination that its file system takes for this one.</summary>
    public string? Twin { get; init; }

    public bool ReplacesSomething => Outcome is Replaced or Repaired;

    public static Plan For(FileFacts source, FileFacts? there, bool onlyMissing) =>
        there switch
        {
            null => new(New),
            { Kind: FileKind.Folder } => new(Present, "At the destination a folder has the name of the file. Rename it, then retry."),
            { Kind: FileKind.File } same when same.IsSameVersion(source) => new(Present),
            { Kind: FileKind.File } same when onlyMissing && same.Size == source.Size => new(Present),
            { Kind: FileKind.File } when onlyMissing => new(Repaired),
            _ => new(Replaced),
        };
}
