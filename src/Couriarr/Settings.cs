using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Saving;

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
        };

    public string Url =>
        $"http://{(Bind is "0.0.0.0" or "[::]" or "*" ? "127.0.0.1" : Bind)}:{Port.ToString(CultureInfo.InvariantCulture)}";

    public static Settings Of(EffectiveConfig config) => Of(config.Options) with { Secrets = [.. config.Secrets], Config = config };

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

    private static string Bracketed(string bind) =>
        bind.Contains(':', StringComparison.Ordinal) && !bind.StartsWith('[') ? $"[{bind}]" : bind;
}
