using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Jobs;

namespace Couriarr.Features.Players.Kinds;

/// <summary>JSON-RPC to a Kodi. Its refusals come with 200, and here they are failures again.</summary>
internal sealed class KodiRpc(PlayerLine line)
{
    public string Who => line.Who;

    public async Task<JsonElement> CallAsync(string method, JsonObject? parameters, CancellationToken ct)
    {
        // Without an id it would be done, and never answered.
        var call = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
        };
        if (parameters is not null)
            call["params"] = parameters;
        var answer = await line.PostAsync("/jsonrpc", call.ToJsonString(), ct);
        return answer.At("error") is { } error
            ? throw new PermanentException($"{line.Who} refused {method}: {error.Text("message") ?? "it did not say why"}.")
            : answer.At("result") ?? default;
    }

    public async Task<Standing> StandingAsync(CancellationToken ct)
    {
        const string Scanning = "Library.IsScanningVideo";
        const string Playing = "Player.HasVideo";
        var said = await CallAsync("XBMC.GetInfoBooleans", new JsonObject { ["booleans"] = new JsonArray(Scanning, Playing) }, ct);
        return said.Truth(Scanning) ? Standing.Scanning
            : said.Truth(Playing) ? Standing.Playing
            : Standing.Free;
    }
}

internal enum Standing
{
    Free,

    /// <summary>A request now would stop what it does.</summary>
    Scanning,

    /// <summary>A request now would make the picture stutter.</summary>
    Playing,
}
