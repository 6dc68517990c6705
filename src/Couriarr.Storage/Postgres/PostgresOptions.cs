namespace Couriarr.Storage.Postgres;

/// <summary>Which PostgreSQL, as whom, and how patient we are with it. In text it shows everything but the password.</summary>
public sealed record PostgresOptions(string Host, int Port, string Database, string User)
{
    public string? Password { get; init; }

    /// <summary>In the words of libpq: disable, prefer, require, verify-ca or verify-full.</summary>
    public string SslMode { get; init; } = "prefer";

    /// <summary>The certificate of whoever signed the server's.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>Of one node, besides the two of the heart and the one that listens.</summary>
    public int MostConnections { get; init; } = 16;

    /// <summary>How long a call waits before it is told that the database cannot take it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A statement that takes longer is given up by the server.</summary>
    public TimeSpan LongestStatement { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A transaction that says nothing for that long is ended by the server: whoever froze in it must not hold up the others.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A transaction of anybody that is open for longer is told of: it holds up the server's clearing away.</summary>
    public TimeSpan LongestTransaction { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>As people and logs may see it.</summary>
    public string Place => $"postgres://{Host}{(Port == PostgresAddress.UsualPort ? "" : $":{Port}")}/{Database}";

    public override string ToString() => Place;
}
