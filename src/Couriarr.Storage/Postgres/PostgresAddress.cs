using System.Globalization;
using System.Text.RegularExpressions;

namespace Couriarr.Storage.Postgres;

/// <summary>Reads an address like postgres://user:password@host:5432/database?sslmode=require, as other programs of PostgreSQL take it.</summary>
public static partial class PostgresAddress
{
    internal const int UsualPort = 5432;
    private static readonly string[] SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    /// <param name="password">From elsewhere; it wins over the one in the address.</param>
    /// <exception cref="FormatException">With a sentence that quotes nothing of the address.</exception>
    public static PostgresOptions Parse(string address, string? password = null)
    {
        var parts = Shape().Match(address);
        if (!parts.Success)
            throw new FormatException(
                "It must look like postgres://user:password@host:5432/database, with /, @ and : in a password as %2F, %40 and %3A."
            );
        var port = parts.Groups["port"] is { Success: true, Value: var digits }
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : UsualPort;
        if (port is < 1 or > 65535)
            throw new FormatException("Its port must be a number from 1 to 65535.");
        var options = new PostgresOptions(Text("host") ?? "localhost", port, Text("database")!, Text("user") ?? "couriarr")
        {
            Password = password ?? Text("password"),
        };
        return Pairs(parts.Groups["query"].Value).Aggregate(options, With);

        string? Text(string group) =>
            parts.Groups[group] is { Success: true, Length: > 0 } found ? Uri.UnescapeDataString(found.Value.Trim('[', ']')) : null;
    }

    /// <returns>What is wrong with an address; null when nothing is.</returns>
    public static string? Complaint(string address)
    {
        try
        {
            _ = Parse(address);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static PostgresOptions With(PostgresOptions options, (string Key, string Value) pair) =>
        pair.Key switch
        {
            "host" => options with { Host = pair.Value },
            "sslmode" when SslModes.Contains(pair.Value) => options with { SslMode = pair.Value },
            "sslmode" => throw new FormatException($"Its sslmode must be one of {string.Join(", ", SslModes)}."),
            "sslrootcert" => options with { RootCertificate = pair.Value },
            "connections" when int.TryParse(pair.Value, CultureInfo.InvariantCulture, out var most) && most is >= 4 and <= 200 =>
                options with
                {
                    MostConnections = most,
                },
            "connections" => throw new FormatException("Its connections must be a number from 4 to 200."),
            _ => throw new FormatException(
                $"It may have host, sslmode, sslrootcert and connections behind the question mark, not '{pair.Key}'."
            ),
        };

    private static IEnumerable<(string Key, string Value)> Pairs(string query) =>
        from pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let at = pair.IndexOf('=', StringComparison.Ordinal)
        select at < 0 ? (pair, "") : (pair[..at], Uri.UnescapeDataString(pair[(at + 1)..]));

    [GeneratedRegex(
        @"^postgres(ql)?://((?<user>[^:@/?]*)(:(?<password>[^/?]*))?@)?(?<host>\[[^\]]+\]|[^:/?@]*)(:(?<port>\d{1,6}))?/(?<database>[^/?]+)(\?(?<query>.*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Shape();
}
