using Couriarr.Jobs;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Couriarr.Storage.Sqlite;

/// <summary>Tells the troubles of the disk from the mistakes of a statement, and puts them into the owner's words.</summary>
internal static class SqliteTrouble
{
    public static bool IsDiskFull(Exception trouble) => Code(trouble) == raw.SQLITE_FULL;

    /// <summary>Not the fault of one statement: everything in the same transaction is lost with it.</summary>
    public static bool IsOfTheStore(Exception trouble) => Sentence(Code(trouble)) is not null;

    public static bool IsInterrupt(Exception trouble) => Code(trouble) == raw.SQLITE_INTERRUPT;

    public static bool IsDamage(Exception trouble) => Code(trouble) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>A full disk can look like a broken one, when it is the shared memory that does not fit.</summary>
    public static bool MayBeDiskFull(Exception trouble) => Code(trouble) == raw.SQLITE_IOERR;

    /// <summary>The connection is not to be trusted afterwards: a fresh one finds out what is really on the disk.</summary>
    public static bool SpoilsTheConnection(Exception trouble) =>
        Code(trouble) is raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CANTOPEN;

    /// <summary>What a caller is told. Troubles of a statement pass as they are.</summary>
    public static Exception Explain(Exception trouble, string file, bool whileCommitting = false)
    {
        if (Sentence(Code(trouble)) is not { } sentence)
            return trouble;
        var doubt = whileCommitting && Code(trouble) == raw.SQLITE_IOERR ? " Whether the last change was stored is unknown." : "";
        return new StoreUnavailableException($"{file}: {sentence}{doubt} ({trouble.Message})", trouble);
    }

    private static int Code(Exception trouble) => trouble is SqliteException sqlite ? sqlite.SqliteErrorCode & 0xff : 0;

    private static string? Sentence(int code) =>
        code switch
        {
            raw.SQLITE_FULL => "the disk is full. Make room on it; Couriarr goes on by itself.",
            raw.SQLITE_READONLY => "the database is read-only. Look whether its disk was remounted read-only after an error, "
                + "and whether its files belong to the user Couriarr runs as.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another process holds the database locked. Close the program that has it open.",
            raw.SQLITE_IOERR => "the disk failed to read or write. Look into the system's log (dmesg) and check the disk.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "the database is damaged. Stop Couriarr and restore a backup with './run restore'.",
            raw.SQLITE_CANTOPEN => "the database cannot be opened. Look whether its folder is there, mounted, and belongs to our user.",
            raw.SQLITE_NOMEM => "there is not enough memory. Give Couriarr more, or stop what else needs it.",
            raw.SQLITE_PROTOCOL => "the locks of the file system do not work. Keep the data folder on a local disk.",
            _ => null,
        };
}
