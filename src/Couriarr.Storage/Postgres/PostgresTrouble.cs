using System.Net.Sockets;
using Couriarr.Jobs;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>Tells the troubles of the server and the way to it from the mistakes of a statement, and puts them into the owner's words.</summary>
internal static class PostgresTrouble
{
    /// <summary>Somebody else was in the way: the same work done once more may well pass.</summary>
    public static bool IsCollision(Exception trouble) =>
        Code(trouble) is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Two added the same at once. Who comes second finds it there.</summary>
    public static bool IsTwin(Exception trouble) => Code(trouble) is PostgresErrorCodes.UniqueViolation;

    /// <summary>A pooler in between does not know the settings that our connections begin with.</summary>
    public static bool RefusesOurSettings(Exception trouble) =>
        trouble is PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation, MessageText: var words }
        && words.Contains("startup parameter", StringComparison.Ordinal);

    /// <summary>The connection ended under us, or could not even begin; a fresh one may do.</summary>
    public static bool IsLostConnection(Exception trouble) =>
        Code(trouble) is { } code
            ? code.StartsWith("08", StringComparison.Ordinal) || code is "57P01" or "57P02" or "57P03" or "25P03"
            : trouble
                is NpgsqlException { InnerException: IOException or SocketException }
                    or NpgsqlException { InnerException: EndOfStreamException };

    /// <summary>That a connection was lost while nobody looked, in the words of one that was lost before our eyes.</summary>
    public static NpgsqlException Lost(InvalidOperationException trouble) =>
        new("The connection was lost between two statements.", new IOException(trouble.Message, trouble));

    /// <summary>Not the fault of one statement.</summary>
    public static bool IsOfTheStore(Exception trouble) => Sentence(trouble) is not null;

    /// <summary>Asked to keep the change it did not answer, or answered that it goes away: nobody knows whether the change is kept.</summary>
    /// <remarks>A transaction that was over before, because its connection was, was never asked.</remarks>
    public static bool LeavesInDoubt(Exception trouble) =>
        trouble is not (PostgresException or InvalidOperationException) || IsLostConnection(trouble);

    /// <summary>What a caller is told. Troubles of a statement pass as they are.</summary>
    public static Exception Explain(Exception trouble, string place) =>
        Sentence(trouble) is { } sentence ? new StoreUnavailableException($"{place}: {sentence} ({trouble.Message})", trouble) : trouble;

    public static StoreUnavailableException InDoubt(Exception trouble, string place) =>
        new(
            $"{place}: the server was lost while it kept a change. Whether the last change was stored is unknown. ({trouble.Message})",
            trouble
        );

    private static string? Code(Exception trouble) => trouble is PostgresException { SqlState: var code } ? code : null;

    private static string? Sentence(Exception trouble) =>
        Code(trouble) is { } code ? Sentence(code)
        : trouble is NpgsqlException { InnerException: TimeoutException }
            ? "the server did not answer in time. Look whether it is overloaded, and whether the network between is well."
        : trouble is ObjectDisposedException ? "Couriarr is shutting down."
        : trouble is NpgsqlException ? "the server cannot be reached. See that PostgreSQL runs there; Couriarr goes on by itself."
        : null;

    private static string? Sentence(string code) =>
        code switch
        {
            "53100" => "the server's disk is full. Make room on it; Couriarr goes on by itself.",
            "53200" => "the server has not enough memory. Give it more, or stop what else needs it.",
            "53300" => "the server takes no more connections. Raise its max_connections, or lower connections=… in storage.database.",
            "25006" => "the server is read-only. Give Couriarr the primary server, not one that follows it.",
            "40001" or "40P01" => "others changed the same at the same time, again and again. It will pass.",
            "55P03" => "somebody holds a lock for too long. pg_stat_activity on the server shows who.",
            "57014" => "a statement took too long and was given up. Look whether the server is overloaded.",
            "28P01" or "28000" => "the server refuses our user or password. Set the right ones in storage.database and start again.",
            "3D000" => "the server has no such database any more.",
            "57P01" or "57P02" or "57P03" => "the server is shutting down or starting up. Couriarr goes on by itself.",
            "25P03" => "we said nothing for too long within a transaction. Look whether this machine is overloaded.",
            _ when code.StartsWith("08", StringComparison.Ordinal) => "the connection was lost. Couriarr goes on by itself.",
            _ when code.StartsWith("53", StringComparison.Ordinal) => "the server is at its limits. Its log says which.",
            _ when code.StartsWith("58", StringComparison.Ordinal) || code is "XX001" or "XX002" =>
                "the server's disk or files are broken. Its log says more.",
            _ => null,
        };
}
