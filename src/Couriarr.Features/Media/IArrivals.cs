namespace Couriarr.Features.Media;

/// <summary>Whether files have come to their destination. Asked by those who count, answered by those who carry.</summary>
public interface IArrivals
{
    /// <returns>Those of the paths, as the instance sees them, whose files have arrived.</returns>
    Task<IReadOnlySet<string>> ArrivedAsync(string instance, IReadOnlyCollection<string> paths, CancellationToken ct);
}
