namespace Couriarr.Features.Players.Kinds;

/// <summary>What every player can be asked, in its own names of folders.</summary>
internal interface IPlayer
{
    /// <summary>Asks it to take in what changed, one visit after the other, and reports each that was made.</summary>
    /// <returns>Why the rest has to wait; null when there is none.</returns>
    Task<string?> AskAsync(IReadOnlyList<Visit> visits, Func<Visit, VisitReply, Task> report, CancellationToken ct);

    /// <param name="isThorough">To look through the whole library, which takes a big one a while; else only at what it took in last.</param>
    /// <returns>Those of the files that it shows.</returns>
    Task<IReadOnlySet<string>> VisibleAsync(Visit visit, bool isThorough, CancellationToken ct);

    /// <summary>The folders of its libraries.</summary>
    Task<IReadOnlyList<LibraryRoot>> RootsAsync(CancellationToken ct);
}

/// <summary>A folder in which something changed, as the player calls it.</summary>
internal sealed record Visit(Media.Work Work, string Folder, IReadOnlyList<VisitedFile> Files)
{
    public Media.MediaType Type => Work.Type;

    /// <summary>It was asked before, and in vain.</summary>
    public bool IsAgain => Files.Any(file => file.Row.Asks > 0);

    public IEnumerable<Tiding> Rows => Files.Select(file => file.Row);

    public IEnumerable<VisitedFile> ToBeSeen => Files.Where(file => file.Row.IsToBeSeen);

    /// <summary>Nothing but better files under names that it may know.</summary>
    public bool IsReplacement => ToBeSeen.Any() && Files.Where(file => file.Row.IsMedia).All(file => file.Row.Change is Change.Replaced);
}

/// <param name="Path">As the player calls it.</param>
internal sealed record VisitedFile(Tiding Row, string Path);

/// <summary>What came of a visit.</summary>
internal abstract record VisitReply
{
    private VisitReply() { }

    /// <param name="LookIn">When to look first whether it is visible.</param>
    public sealed record Asked(TimeSpan LookIn) : VisitReply;

    /// <summary>It cannot be asked for this, now or later.</summary>
    public sealed record Refused(string Why) : VisitReply;
}

/// <param name="Path">As the player calls it.</param>
/// <param name="Library">Its name there.</param>
/// <param name="Id">What it calls the library in requests.</param>
/// <param name="Type">movie, tv, music, or its own word.</param>
internal sealed record LibraryRoot(string Path, string? Library, string? Id, string? Type);
