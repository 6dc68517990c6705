using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Sqlite;

/// <summary>One caller's transaction on its way through the writer. Its task ends after the commit that carries it, or with the reason why not.</summary>
internal abstract class WriteRequest(WriteKind kind, CancellationToken ct)
{
    private bool tried;

    public bool IsGrowth => kind == WriteKind.Growth;
    public bool IsCancelled => ct.IsCancellationRequested;

    /// <summary>Shares its commit with nobody.</summary>
    public bool Alone { get; set; }

    public long Since { get; } = Environment.TickCount64;

    /// <summary>Once, after room was made on a full disk; and only for what may use the reserve.</summary>
    public bool TakeSecondTry()
    {
        var may = !IsGrowth && !tried;
        tried = true;
        return may;
    }

    protected CancellationToken Token => ct;

    public abstract void Run(SqliteSession session);
    public abstract void Complete();
    public abstract void Fail(Exception reason);
    public abstract void Cancel();
}

internal sealed class WriteRequest<T>(Func<Session, ValueTask<T>> work, WriteKind kind, CancellationToken ct) : WriteRequest(kind, ct)
{
    // Callers go on somewhere else: the writer's thread is for writing.
    private readonly TaskCompletionSource<T> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Task => end.Task;

    public override void Run(SqliteSession session) => result = session.Run(work);

    public override void Complete() => end.TrySetResult(result!);

    public override void Fail(Exception reason) => end.TrySetException(reason);

    public override void Cancel() => end.TrySetCanceled(Token);
}
