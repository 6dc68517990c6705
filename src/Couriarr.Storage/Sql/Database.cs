namespace Couriarr.Storage.Sql;

/// <summary>
/// The one relational database of the program. SQL is written once, in what SQLite and PostgreSQL share: times are
/// bigint milliseconds, lists are JSON text, flags are integers. What they do not share is hidden behind this class.
/// </summary>
public abstract class Database
{
    /// <summary>What it is, in which version, and where when it is elsewhere.</summary>
    public abstract string Engine { get; }

    /// <summary>
    /// Runs the work as one transaction and returns when it is durable. The work may run on a thread of the database's own:
    /// it awaits nothing but its session. Whatever it throws undoes it, and it alone. It may run a second time after it was undone:
    /// it changes nothing outside the database.
    /// </summary>
    /// <exception cref="Couriarr.Jobs.StoreUnavailableException">The database cannot take it now; nothing was stored.</exception>
    public abstract Task<T> WriteAsync<T>(Func<Session, ValueTask<T>> work, WriteKind kind, CancellationToken ct);

    /// <summary>Runs the work on one consistent view. Keep it short: an open view holds up the clean-up behind it.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken ct);
}

public enum WriteKind
{
    /// <summary>New work from outside: refused while the disk is nearly full, so that what is stored already can end.</summary>
    Growth,

    /// <summary>The end of work and the clean-up after it: may use the reserve.</summary>
    Upkeep,
}
