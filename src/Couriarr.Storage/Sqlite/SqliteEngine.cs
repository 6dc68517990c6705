using System.Runtime.InteropServices;
using SQLitePCL;

namespace Couriarr.Storage.Sqlite;

/// <summary>Binds the driver to the SQLite library of the system, once, and refuses one that is too old for our SQL.</summary>
internal static class SqliteEngine
{
    private const string Variable = "COURIARR_SQLITE";
    private static readonly Version Oldest = new(3, 38, 0);
    private static readonly Version Calm = new(3, 51, 3);
    private static readonly Lazy<Version> Bound = new(Bind);

    public static Version Version => Bound.Value;

    /// <summary>A sentence for the log, or null when there is nothing to say.</summary>
    public static string? Warning =>
        Version >= Calm
            ? null
            : $"SQLite {Version} has a rare bug in its write-ahead log, gone since {Calm}. Couriarr is built so that it cannot meet it: "
                + "one writer, one process. Do not let other programs write to couriarr.db.";

    private static Version Bind()
    {
        var provider = typeof(SQLite3Provider_e_sqlite3);
        NativeLibrary.SetDllImportResolver(provider.Assembly, (name, _, _) => name == "e_sqlite3" ? Load() : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        CountNoMemory();
        var version = new Version(raw.sqlite3_libversion().utf8_to_string());
        return version >= Oldest
            ? version
            : throw new StartupException(
                $"SQLite {version} is too old, Couriarr needs {Oldest} or newer. Update libsqlite3, or name another library file in {Variable}.",
                StartupException.Configuration
            );
    }

    // Nobody asks SQLite how much memory it has, and counting it is a lock with each allocation. It says no when somebody in this process
    // opened a file before; then it counts, as it always did.
    private static void CountNoMemory() => _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);

    private static IntPtr Load()
    {
        var library = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "libsqlite3.so.0";
        return NativeLibrary.TryLoad(library, out var handle)
            ? handle
            : throw new StartupException(
                $"The SQLite library {library} cannot be loaded. Install it (Debian: apt install libsqlite3-0), or name its file in {Variable}.",
                StartupException.Configuration
            );
    }
}
