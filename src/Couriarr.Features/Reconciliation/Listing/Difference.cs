using System.Runtime.InteropServices;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>A file that an app says it has.</summary>
/// <param name="Path">Below the root of its route.</param>
/// <param name="Folder">The work's own folder below that root; empty when it has none of its own.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Known(string Path, long Size, string Title, string Library, string Folder)
{
    /// <summary>The app's own number of it.</summary>
    public long? FileId { get; init; }
    public string? Quality { get; init; }
}

/// <summary>How a file stands between the two servers.</summary>
internal enum Standing
{
    /// <summary>Both have it, of one size.</summary>
    InSync,

    /// <summary>The source has it, the destination has not.</summary>
    Missing,

    /// <summary>The destination has what the source had before: under the same name and older, or another file of the same work instead.</summary>
    OlderVersion,

    /// <summary>Both have it with different sizes, and the destination's is not the older one: it was cut off, or changed there.</summary>
    OtherSize,

    /// <summary>The destination has it, the source has not, and no app knows it.</summary>
    Extra,

    /// <summary>The source has it and no app knows it.</summary>
    Orphan,

    /// <summary>An app knows it and the source has not got it; the destination may still.</summary>
    Lost,

    /// <summary>It could not be looked at, or whoever should know it does not answer.</summary>
    CannotSay,
}

/// <summary>What was found of one file, or of a folder that is missing as a whole.</summary>
/// <param name="Path">As the source names it; else as the app, else as the destination does.</param>
internal sealed record Difference(Standing Standing, string Path)
{
    /// <summary>It is a folder: the topmost of which the destination has nothing. Its files are told too, before it.</summary>
    public bool IsFolder { get; init; }

    public ListedFile? Source { get; init; }

    /// <summary>Its path may be written in another normal form, or be another name of an older version.</summary>
    public ListedFile? Destination { get; init; }

    /// <summary>Null when no app knows the file itself; a subtitle has its work's title and library nevertheless.</summary>
    public Known? Known { get; init; }

    /// <summary>Empty when no app knows anything there.</summary>
    public string Title { get; init; } = "";
    public string Library { get; init; } = "";

    /// <summary>The own folder of its work, below the root; empty when it has none.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Of a folder: what the source has in it.</summary>
    public long Files { get; init; } = 1;
    public long Bytes { get; init; }

    /// <summary>Why nobody can say.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>How trees are compared.</summary>
internal sealed record MergeOptions
{
    /// <summary>Without them only differences are told.</summary>
    public bool TellInSync { get; init; } = true;

    /// <summary>Why the apps' word is not whole, as when one of them does not answer: what they do not name, nobody can say then.</summary>
    public string? Silence { get; init; }

    /// <summary>The same of a single path, as of what lies in the folder of a title whose files no app names.</summary>
    public Func<string, string?> SilenceOver { get; init; } = _ => null;

    /// <summary>Which files an app would have to know; others, like subtitles, are never orphans where their work is known.</summary>
    public NameTest IsAppsBusiness { get; init; } = Places.MediaFile.Is;

    /// <summary>Which paths the walks list at all: <see cref="WalkOptions.Lists"/>. Of an app's file that they leave out nobody can say where it is.</summary>
    public Func<string, bool> IsListed { get; init; } = new WalkOptions().Lists;
}
