using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Saving;
using Couriarr.Storage.Postgres;

namespace Couriarr;

/// <summary>What the program itself needs of its configuration, ready for use.</summary>
/// <param name="Folder">Where everything lies that must survive.</param>
internal sealed record Settings(string Folder, string Bind, int Port, TimeZoneInfo Zone)
{
    public CouriarrOptions Options { get; init; } = new();

    /// <summary>Everything that must be in no line of any log.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>Who said what; null when nothing was read.</summary>
    public EffectiveConfig? Config { get; init; }

    /// <summary>How it is read once more; null when nothing was read.</summary>
    public ConfigReading? Reading { get; init; }

    public bool SetDamagedAside { get; init; }

    public Storage.StorageOptions Storage =>
        new(Folder)
        {
            SetDamagedAside = SetDamagedAside,
            Queue = Options.Storage.Queue?.Reveal(),
            QueueMayLose = Options.Storage.RedisMayLose,
            Tables = Tables.All,
            Postgres = Options.Storage.Database is { } address
                ? PostgresAddress.Parse(address.Reveal(), Options.Storage.DatabasePassword?.Reveal())
                : null,
        };

    public string Url =>
        $"http://{(Bind is "0.0.0.0" or "[::]" or "*" ? "127.0.0.1" : Bind)}:{Port.ToString(CultureInfo.InvariantCulture)}";

    public static Settings Of(EffectiveConfig config) =>
        Of(config.Options) with
        {
            Secrets = [.. config.Secrets, .. Inner(config.Options)],
            Config = config,
        };

    private static Settings Of(CouriarrOptions options) =>
        new(
            Path.GetFullPath(options.Storage.Path),
            Bracketed(options.Server.Bind),
            options.Server.Port,
            options.TimeZone ?? TimeZoneInfo.Local
        )
        {
            Options = options,
        };

    // The password within an address is as secret as the whole of it, and turns up alone.
    private static IEnumerable<Secret> Inner(CouriarrOptions options) =>
        options.Storage.Database is { } address
        && PostgresAddress.Complaint(address.Reveal()) is null
        && PostgresAddress.Parse(address.Reveal()).Password is { } password
            ? [new Secret(password)]
            : [];

    private static string Bracketed(string bind) =>
        bind.Contains(':', StringComparison.Ordinal) && !bind.StartsWith('[') ? $"[{bind}]" : bind;
}
