using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Jobs;

namespace Couriarr.Features.Players.Kinds;

/// <summary>JSON-RPC to a Kodi. Its refusals come with 200, and here they are failures again.</summary>
internal sealed class KodiRpc(PlayerLine line)
{
    private const int Invalid = -32602;

    public string Who => line.Who;

    public async Task<JsonElement> CallAsync(string method, JsonObject? parameters, CancellationToken ct)
    {
        var answer = await AskAsync(method, parameters, ct);
        if (answer.At("error") is not { } error)
            return answer.At("result") ?? default;
        var why = $"{line.Who} refused {method}: {error.Text("message") ?? "it did not say why."}";
        // What it had a moment ago may have another number now: that passes.
        throw error.Number("code") == Invalid ? new TransientException(why) : new PermanentException(why);
    }

    /// <summary>Null when it refuses.</summary>
    public async Task<JsonElement?> FindAsync(string method, JsonObject parameters, CancellationToken ct) =>
        (await AskAsync(method, parameters, ct)).At("result");

    public async Task<Standing> StandingAsync(CancellationToken ct)
    {
        const string Scanning = "Library.IsScanningVideo";
        const string Playing = "Player.HasVideo";
        var said = await CallAsync("XBMC.GetInfoBooleans", new JsonObject { ["booleans"] = new JsonArray(Scanning, Playing) }, ct);
        return said.Truth(Scanning) ? Standing.Scanning
            : said.Truth(Playing) ? Standing.Playing
            : Standing.Free;
    }

    // Without an id it would be done, and never answered.
    private Task<JsonElement> AskAsync(string method, JsonObject? parameters, CancellationToken ct)
    {
        var call = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
        };
        if (parameters is not null)
            call["params"] = parameters;
        return line.PostAsync("/jsonrpc", call.ToJsonString(), ct);
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
