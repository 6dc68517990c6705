using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>A Jellyfin 12: what its forebears took as a key is refused.</summary>
public sealed class FakeJellyfin(params FakeLibrary[] libraries) : FakeMediaServer(libraries)
{
    protected override bool MayCome(HttpRequest request) =>
        request.Headers.Authorization == $"MediaBrowser Token=\"{ApiKey}\""
        || request.Headers.Authorization == $"MediaBrowser Token={ApiKey}"
        || request.Query["ApiKey"] == ApiKey;

    protected override JsonObject Status => new() { ["ProductName"] = "Jellyfin Server", ["Version"] = "12.0.0" };
}

public sealed class FakeEmby(params FakeLibrary[] libraries) : FakeMediaServer(libraries)
{
    protected override bool MayCome(HttpRequest request) => request.Headers["X-Emby-Token"] == ApiKey;

    protected override JsonObject Status => new() { ["ServerName"] = "den", ["Version"] = "4.9.0" };
}
