namespace Couriarr.Jobs;

/// <summary>Retrying cannot help: a rejected request, a path outside every mapping, a payload that makes no sense.</summary>
public sealed class PermanentException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Retrying may help. Any other exception counts as this one; throw it to suggest when.</summary>
public sealed class TransientException(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Who was asked is well, and wants to be asked less often: the job waits, and nobody counts it as a failure.</summary>
    public bool IsLimit { get; init; }
}

/// <summary>
/// Neither the job nor its data is at fault, its surroundings are: a mount is away, a disk is full, a key was refused.
/// The job's gate closes, everything behind it waits without losing a retry, and one job at a time looks whether it is over.
/// </summary>
public class BlockedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The same, of what may be away from this machine alone: where another node reaches it, the job is left to that one.</summary>
public class OutOfReachException(string message, Exception? inner = null) : BlockedException(message, inner);

/// <summary>The store cannot take or give anything right now. Nothing was stored, unless the message says that it is unknown.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Somebody else holds the job now; whatever this run still does must not be published.</summary>
public sealed class LeaseLostException(string message) : Exception(message);
