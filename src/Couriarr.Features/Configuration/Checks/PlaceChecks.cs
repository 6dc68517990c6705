using Couriarr.Storage.Postgres;

namespace Couriarr.Features.Configuration.Checks;

/// <summary>Addresses and folders of our own.</summary>
internal static class PlaceChecks
{
    public static void Run(EffectiveConfig config)
    {
        var (options, problems) = (config.Options, config.Problems);
        if (options.Logging.Path is { } path && MeansFile(path))
            problems.Warning(
                config.At("logging.path"),
                $"logging.path is '{path}', a file: it becomes the history, and the other log files go to its folder {Path.GetDirectoryName(path)}."
            );
        if (
            options.Server.BasePath is { } basePath
            && (!basePath.StartsWith('/') || basePath.EndsWith('/') || basePath.Contains("//", StringComparison.Ordinal))
        )
            problems.Error(config.At("server.base_path"), "server.base_path must begin with / and not end with it, like /couriarr.");
        if (options.Server.Bind is not ("localhost" or "*") && !System.Net.IPAddress.TryParse(options.Server.Bind.Trim('[', ']'), out _))
            problems.Error(config.At("server.bind"), "server.bind must be an address of this machine, like 127.0.0.1, 0.0.0.0 or ::1.");
        if (
            options.Heartbeat.Url is { } watcher
            && !(Uri.TryCreate(watcher.Reveal(), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
        )
            problems.Error(config.At("heartbeat.url"), "heartbeat.url must be an address that begins with http:// or https://.");
        if (options.Storage.Database is { } database && PostgresAddress.Complaint(database.Reveal()) is { } complaint)
            problems.Error(config.At("storage.database"), $"storage.database is no address of PostgreSQL. {complaint}");
        foreach (var (index, proxy) in options.Server.TrustedProxies.Index())
            if (!System.Net.IPAddress.TryParse(proxy, out _) && !System.Net.IPNetwork.TryParse(proxy, out _))
                problems.Error(
                    config.At("server.trusted_proxies"),
                    $"server.trusted_proxies[{index}] must be an address or a range, like 172.18.0.5 or 172.18.0.0/16, not '{proxy}'."
                );
    }

    // One of the older services meant a folder by it, the other a file.
    private static bool MeansFile(string path) =>
        File.Exists(path) || (path.EndsWith(".log", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path));
}
