using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Configuration;

/// <summary>The configuration in force: the options, where each came from, and everything that was wrong with it.</summary>
/// <param name="File">As the owner knows it; null when there is none.</param>
public sealed record EffectiveConfig(string? File, CouriarrOptions Options, IReadOnlyList<Setting> Settings, Problems Problems)
{
    /// <summary>Where a path was said; where its section was said, when it says nothing itself.</summary>
    public Origin At(string path) => Settings.FirstOrDefault(s => s.Path == path)?.At ?? Origin.Default;

    /// <summary>Why what the pages saved does not count; null when it does, or when nothing is saved.</summary>
    public Problems? Unusable { get; init; }

    public IEnumerable<Secret> Secrets => Settings.SelectMany(setting => setting.Secrets);

    public EffectiveConfig With(CouriarrOptions options, string path, object value) =>
        this with
        {
            Options = options,
            Settings = [.. Settings.Select(s => s.Path == path ? s with { Value = value } : s)],
        };
}
