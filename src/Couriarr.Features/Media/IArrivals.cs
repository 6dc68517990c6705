namespace Couriarr.Features.Media;

/// <summary>What stands with files that were imported. Asked by those who count, answered by those who carry.</summary>
public interface IArrivals
{
    /// <param name="paths">As the instance sees them, under whatever name they came in.</param>
    /// <returns>Of every path.</returns>
    Task<IReadOnlyDictionary<string, Standing>> StandingAsync(string instance, IReadOnlyCollection<string> paths, CancellationToken ct);

    /// <summary>Which versions of these files have arrived, by path and the app's own number, whatever came under the same names later.</summary>
    Task<IReadOnlySet<(string Path, long File)>> ArrivedAsync(string instance, IReadOnlyCollection<string> paths, CancellationToken ct);
}

public enum Standing
{
    /// <summary>Nobody has it to carry.</summary>
    Unknown,

    /// <summary>It waits to be carried, or is carried now.</summary>
    Underway,

    Arrived,

    /// <summary>It was tried and could not be carried; a person may retry it.</summary>
    GivenUp,

    /// <summary>A person cancelled its transfer; a person may retry it.</summary>
    Cancelled,

    /// <summary>Something newer came under its name before it was carried.</summary>
    Replaced,

    /// <summary>When it was to be carried it was not there any more.</summary>
    Gone,
}
