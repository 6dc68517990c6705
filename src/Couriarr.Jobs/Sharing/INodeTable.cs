namespace Couriarr.Jobs.Sharing;

/// <summary>Where the nodes of a store know of each other.</summary>
public interface INodeTable
{
    /// <summary>
    /// What this node is called over all its starts: by it, it knows again what it left where others leave something too. Null where
    /// nobody else can work on the store.
    /// </summary>
    string? Home { get; }

    /// <summary>
    /// A name that no two living processes bear: whoever bore it before this one is certainly dead. Null where that cannot be known.
    /// </summary>
    string? Place { get; }

    /// <summary>Writes down what a node says of itself, and only then reads what all have said: of two that speak at once, one hears the other.</summary>
    Task<IReadOnlyList<NodeRecord>> TellAsync(NodeRecord own, CancellationToken ct);

    /// <summary>It has stopped.</summary>
    Task ForgetAsync(string id, CancellationToken ct);
}

/// <summary>Of a store that only one process can open.</summary>
internal sealed class LoneNode(TimeProvider clock) : INodeTable
{
    public string? Home => null;
    public string? Place => null;

    public Task<IReadOnlyList<NodeRecord>> TellAsync(NodeRecord own, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<NodeRecord>>([own with { SeenAt = clock.GetUtcNow(), IsLive = true }]);

    public Task ForgetAsync(string id, CancellationToken ct) => Task.CompletedTask;
}
