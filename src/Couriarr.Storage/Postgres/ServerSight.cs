using System.Globalization;

namespace Couriarr.Storage.Postgres;

/// <summary>The server as it was when it was last looked at.</summary>
/// <param name="Size">Of the whole database, in bytes.</param>
/// <param name="DeadRows">Of the queue: what ended, and could not be cleared away yet.</param>
/// <param name="Oldest">The transaction that is open longest, of those that our user may see; null when none is.</param>
internal sealed record ServerSight(long Size, long DeadRows, OpenTransaction? Oldest);

/// <summary>While it is open nothing that ended since can be cleared away, in any table.</summary>
internal sealed record OpenTransaction(int Process, string Whose, TimeSpan Age)
{
    public string Sentence(string place) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{place}: a transaction has been open for {Span}, and until it ends nothing that ended can be cleared away: the queue grows and becomes slow. "
                + $"See whose it is, and end it there: SELECT pg_terminate_backend({Process})"
        );

    private string Span => Age < TimeSpan.FromMinutes(2) ? $"{(int)Age.TotalSeconds} s" : $"{(int)Age.TotalMinutes} min";
}
