namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>A show as the catalogue has it: what rules may ask for. What was decided about it stands elsewhere.</summary>
/// <param name="Id">TVmaze's number for it.</param>
public sealed record Show(long Id, string Title)
{
    /// <summary>Null also where the catalogue has nought.</summary>
    public long? TvdbId { get; init; }
    public string? ImdbId { get; init; }

    /// <summary>By its English name, like English.</summary>
    public string? Language { get; init; }

    /// <summary>As two letters: of the network, else of the web channel, else of the disc. Null for channels of many countries.</summary>
    public string? Country { get; init; }
    public string? Type { get; init; }
    public string? Status { get; init; }
    public DateOnly? Premiered { get; init; }
    public DateOnly? Ended { get; init; }
    public string? Network { get; init; }
    public string? WebChannel { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>As announced, in minutes.</summary>
    public int? Runtime { get; init; }

    /// <summary>As it really was; known for most of those that announce none.</summary>
    public int? AverageRuntime { get; init; }
    public double? Rating { get; init; }

    /// <summary>How much it is looked for, 0 to 100.</summary>
    public int Weight { get; init; }

    /// <summary>Without markup.</summary>
    public string? Summary { get; init; }
    public Uri? Image { get; init; }

    /// <summary>Its page at TVmaze, which the licence of the data asks to be named.</summary>
    public Uri? Page { get; init; }

    /// <summary>When the catalogue changed it last, in Unix seconds.</summary>
    public long Updated { get; init; }
}
