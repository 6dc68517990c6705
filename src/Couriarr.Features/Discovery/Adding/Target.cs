using Couriarr.Features.Arr;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>A Sonarr or Radarr that something is added to.</summary>
/// <param name="Kind">sonarr or radarr.</param>
/// <param name="Instance">Null means the one of the section that is called like the kind.</param>
internal sealed record Target(string Kind, string? Instance)
{
    public string Name => Instance ?? Kind;

    /// <summary>Closed while nothing can be added there. Its history is read all the same: that has another gate.</summary>
    public string Gate => $"adding:{Name}";

    public ArrApp App => ArrApps.OfKind(Kind)!.Value;
}
