namespace Couriarr.Features.Arr;

/// <summary>
/// Where everything that an app tells is handed in: its webhooks, and in their form what was found to have been missed.
/// What was heard already, by whichever way, is not done again.
/// </summary>
public interface IInbox
{
    /// <exception cref="Couriarr.Jobs.StoreUnavailableException">It could not be stored: it was not taken.</exception>
    Task<Receipt> TakeAsync(Arrival arrival, CancellationToken ct);

    /// <summary>Changes nothing.</summary>
    /// <returns>The entry that said first what this says; null when not all of it was heard.</returns>
    Task<long?> HeardInAsync(Arrival arrival, CancellationToken ct);
}

/// <param name="Body">As it came.</param>
public sealed record Arrival(ReadOnlyMemory<byte> Body)
{
    /// <summary>The instance's name or its kind, when it was sent to an address that says so.</summary>
    public string? Address { get; init; }

    /// <summary>How the sender names itself.</summary>
    public string? Sender { get; init; }

    /// <summary>The entry that said the same, when it shall be done again.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>It was found in the history of the instance that the address names, and nobody told it.</summary>
    public bool FromHistory { get; init; }
}

public enum Treatment
{
    /// <summary>Stored; it is seen to.</summary>
    Accepted,

    /// <summary>Stored; it concerns no files.</summary>
    Ignored,

    /// <summary>Stored, to be shown.</summary>
    Test,

    /// <summary>The same was taken before; the entry is that one.</summary>
    Duplicate,

    /// <summary>Not taken: it makes no sense.</summary>
    Rejected,

    /// <summary>Not taken: nobody has the name that it was sent to.</summary>
    Misdirected,
}

/// <param name="Id">Its entry in the inbox, once it has one.</param>
/// <param name="Why">For what is not simply done.</param>
public sealed record Receipt(Treatment Treatment, long? Id, string? Why = null)
{
    public string? Warning { get; init; }
}
