namespace Couriarr.Features.Outside;

public enum Reach
{
    /// <summary>Servers of the owner: Radarr, Plex, an own bot server. Private addresses are allowed.</summary>
    Home,

    /// <summary>Public services. They have no business with private addresses.</summary>
    World,
}

/// <summary>The one way by which anything is asked over HTTP.</summary>
public sealed class OutsideHttp : IDisposable
{
    private readonly HttpClient _home = Make();
    private readonly HttpClient _world = Make();

    public HttpClient For(Reach reach) => reach is Reach.Home ? _home : _world;

    public void Dispose()
    {
        _home.Dispose();
        _world.Dispose();
    }

    private static HttpClient Make() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
}
