using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Features.Members;

/// <summary>An entry of notification_config, as it lies there.</summary>
/// <param name="Config">JSON; its secrets are sealed, unless somebody has just written one in by hand.</param>
/// <param name="IsFromFile">The configuration file or the environment names it.</param>
/// <param name="FileEnabled">What these said about enabled at the last start.</param>
/// <param name="IsChanged">The API has changed what these say.</param>
public sealed record MemberRow(long Id, string Service, string Name, bool Enabled, string Config)
{
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";
    public long Version { get; init; } = 1;
    public bool IsFromFile { get; init; }
    public bool? FileEnabled { get; init; }
    public bool IsChanged { get; init; }

    /// <summary>Tells one state of the entry from another, also when a hand with sqlite3 made the difference.</summary>
    public string Tag
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{Enabled} {Config}");
            var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
            return string.Create(CultureInfo.InvariantCulture, $"{Version}-{mark}");
        }
    }
}
