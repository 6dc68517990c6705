namespace Couriarr.Features.Media;

/// <summary>What apps told, word by word but without secrets. Asked by those who write it beside what came of it, answered by those who listen.</summary>
public interface IPayloads
{
    /// <returns>Null when it is forgotten.</returns>
    Task<string?> FindAsync(long webhook, CancellationToken ct);
}
