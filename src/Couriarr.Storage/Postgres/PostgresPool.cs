using System.Globalization;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>The connections to one server: a bounded number for everything, and two for the heart, which nobody may take from it.</summary>
internal sealed class PostgresPool(PostgresOptions options) : IAsyncDisposable
{
    // Less than what a lease has left when a heartbeat begins.
    private static readonly TimeSpan HeartsPatience = TimeSpan.FromSeconds(10);

    public PostgresOptions Options => options;

    /// <summary>Of the server, once it was reached.</summary>
    public Version? Version { get; set; }

    public NpgsqlDataSource Work { get; } = Build(options, options.MostConnections, options.LongestStatement + TimeSpan.FromSeconds(2));

    public NpgsqlDataSource Heart { get; } = Build(options, 2, HeartsPatience);

    /// <summary>The one that listens says something now and then, so that it finds out when the way is cut.</summary>
    public NpgsqlDataSource Ears { get; } = Build(options, 1, HeartsPatience, keepAlive: 10);

    public async ValueTask DisposeAsync()
    {
        await Ears.DisposeAsync();
        await Work.DisposeAsync();
        await Heart.DisposeAsync();
    }

    private static NpgsqlDataSource Build(PostgresOptions options, int connections, TimeSpan patience, int keepAlive = 0)
    {
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = options.Host,
            Port = options.Port,
            Database = options.Database,
            Username = options.User,
            Password = options.Password,
            SslMode = Enum.Parse<SslMode>(options.SslMode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            RootCertificate = options.RootCertificate,
            ApplicationName = "couriarr",
            MaxPoolSize = connections,
            Timeout = (int)options.Patience.TotalSeconds,
            CommandTimeout = (int)patience.TotalSeconds,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            TcpKeepAlive = true,
            KeepAlive = keepAlive,
            Options = string.Join(
                ' ',
                // What was answered must be on the disk, whatever is usual on that server.
                "-c synchronous_commit=on",
                Limit("statement_timeout", options.LongestStatement < patience ? options.LongestStatement : patience),
                Limit("lock_timeout", options.Patience),
                Limit("idle_in_transaction_session_timeout", options.LongestSilence)
            ),
        };
        return new NpgsqlDataSourceBuilder(text.ToString()).Build();
    }

    private static string Limit(string name, TimeSpan limit) =>
        string.Create(CultureInfo.InvariantCulture, $"-c {name}={(long)limit.TotalMilliseconds}");
}
