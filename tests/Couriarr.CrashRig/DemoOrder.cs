namespace Couriarr.CrashRig;

/// <summary>What a client asks the host to run. The host's DemoJob, seen from outside.</summary>
internal sealed record DemoOrder(long N, string Conduct = "succeed")
{
    public int Children { get; init; }
    public int Failures { get; init; }
    public int Milliseconds { get; init; }
    public string? Key { get; init; }
}

internal sealed record SeenPayload(long N, string Conduct, int Children, int? Child, int Failures, string? Key);

internal sealed record SeenJob(
    long Id,
    string Type,
    string Status,
    int RetryCount,
    int CrashCount,
    long? ParentId,
    long RootId,
    string? Note,
    SeenPayload Payload
);
