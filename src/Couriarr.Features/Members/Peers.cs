using Couriarr.Features.Outside;

namespace Couriarr.Features.Members;

/// <summary>Members as those whom we ask.</summary>
public static class Peers
{
    public static Peer Of(string kind, string name, Uri address, string? certificate) =>
        new(kind, Named(kind, name), Reaches.Of(address)) { Certificate = certificate };

    /// <summary>As failures name them: Radarr 'hd'.</summary>
    public static string Named(string kind, string name) => $"{char.ToUpperInvariant(kind[0])}{kind[1..]} '{name}'";
}
