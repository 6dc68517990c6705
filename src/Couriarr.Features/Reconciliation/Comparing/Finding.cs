using Couriarr.Features.Media;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>A file that differs, with all that was seen of it when it was compared.</summary>
/// <param name="Id">Its number; 0 until it is stored.</param>
/// <param name="Key">The work's key, or its folder when no app knows it.</param>
/// <param name="Within">Its path below both roots.</param>
/// <param name="Standing">By the word of the reports.</param>
internal sealed record Finding(long Id, string Library, string Key, string Title, string Within, string Standing)
{
    public string? Why { get; init; }

    /// <summary>Null when no app knows it.</summary>
    public Work? Work { get; init; }

    /// <summary>What the app says of the file itself; null of subtitles and artwork.</summary>
    public long? FileId { get; init; }
    public long? AppSize { get; init; }
    public string? Quality { get; init; }

    public Sight? Source { get; init; }
    public Sight? There { get; init; }

    /// <summary>Its path at the destination, when that is another one.</summary>
    public string? ThereWithin { get; init; }

    /// <summary>A copy that was cut off: shorter than its original, which is of the size that the app knows.</summary>
    public bool IsCutOff => Standing == "other_size" && There?.Size < Source?.Size && (AppSize is null || AppSize == Source?.Size);

    public string Version => FormattableString.Invariant($"{Source?.Size}:{Source?.Modified}");
}

/// <param name="Modified">In milliseconds since 1970.</param>
internal sealed record Sight(long Size, long Modified);
