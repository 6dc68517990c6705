namespace Couriarr.Features.Media;

/// <summary>Something that happened to media. Features meet in nothing else: who reacts answers with jobs.</summary>
public abstract record MediaEvent(Work Work);

/// <summary>Files came in upstream: one, or a whole season.</summary>
/// <param name="Files">None when the instance did not say which: anything in the work's folder may be new.</param>
public sealed record MediaImported(Work Work, IReadOnlyList<ImportedFile> Files) : MediaEvent(Work)
{
    public bool IsUpgrade { get; init; }

    /// <summary>What the new files replaced, as the instance saw it.</summary>
    public IReadOnlyList<string> Superseded { get; init; } = [];

    /// <summary>Told from history or by hand: what is there whole at the destination stays as it is.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>Whatever else is to be carried goes first.</summary>
    public bool Unhurried { get; init; }

    /// <summary>What the app said of it, by its entry in the inbox; null when it was no webhook.</summary>
    public long? Webhook { get; init; }

    /// <summary>The download that the files came with; the same for all files of one release.</summary>
    public string? Download { get; init; }
}

/// <param name="Path">Whole, as the instance sees it: the work's folder and the path within it.</param>
/// <param name="FileId">The instance's own number for it.</param>
public sealed record ImportedFile(string Path, long? FileId, long? Size, string? Quality)
{
    public IReadOnlyList<Episode> Episodes { get; init; } = [];
}

public sealed record Episode(int Season, int Number, string? Title);

public sealed record MediaRenamed(Work Work, IReadOnlyList<Renaming> Files) : MediaEvent(Work);

public sealed record Renaming(string From, string To);

/// <summary>Single files went away upstream.</summary>
public sealed record MediaFilesDeleted(Work Work, IReadOnlyList<string> Paths, bool ForUpgrade) : MediaEvent(Work);

/// <summary>The whole work was taken out of the instance.</summary>
/// <param name="WithFiles">Whether its files went too.</param>
public sealed record MediaDeleted(Work Work, bool WithFiles) : MediaEvent(Work);

/// <summary>Files are whole and under their final names at the destination. Players and people hear of it once for a burst.</summary>
public sealed record MediaDelivered(Work Work, IReadOnlyList<DeliveredFile> Files) : MediaEvent(Work)
{
    public TimeSpan Took { get; init; }

    /// <summary>One event told of them all: no more of the same is to be expected.</summary>
    public bool IsPack => Files.DistinctBy(file => file.Batch).Count() == 1;
}

/// <param name="Path">Whole, at the destination as we see it.</param>
/// <param name="Bytes">What was really moved.</param>
public sealed record DeliveredFile(string Path, long Size, long Bytes, string? Quality, bool Replaced)
{
    /// <summary>When we heard of its import.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>The same for all that one event told of.</summary>
    public long Batch { get; init; }
    public IReadOnlyList<Episode> Episodes { get; init; } = [];
}
