using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

internal delegate bool NameTest(ReadOnlySpan<char> name);

/// <summary>How a tree is walked, and what of it counts.</summary>
internal sealed record WalkOptions
{
    /// <summary>How many folders are read at once.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How many calls a second a share on another machine is asked at most; 0 is as many as it answers.</summary>
    public int OperationsOnShares { get; init; } = 20_000;

    /// <summary>How long a mount may be silent until it is taken for hung.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Names of files and folders that are never carried: sync.excludes.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Folders below the root that are another library's, by '/': see <see cref="InnerLibraries"/>.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Which names of files count: all others are not even looked at.</summary>
    public NameTest Counts { get; init; } = IsMedia;

    /// <summary>What is known from last time, for a look that may trust it; null reads everything anew.</summary>
    public FolderMemory? Memory { get; init; }

    /// <summary>Whether a file of this path would be listed if it were there.</summary>
    public bool Lists(string path) =>
        Counts(Path.GetFileName(path.AsSpan()))
        && !Without.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal))
        && !path.Split('/').Any(name => Excludes.Contains(name, StringComparer.Ordinal) || OwnNames.Are(name));

    public static bool IsMedia(ReadOnlySpan<char> name) => MediaFile.Is(name) || Sidecar.Is(name);
}
