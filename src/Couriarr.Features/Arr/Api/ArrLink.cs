using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Arr.Api;

/// <summary>The line to one instance. It has an answer in JSON, or a sentence for the owner that says why there is none.</summary>
internal sealed class ArrLink(OutsideHttp http, ArrDialect dialect, string name, Uri address, string key)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Who { get; } = $"{dialect.App} '{name}'";
    public Uri Address => address;

    /// <summary>Null for what is not there.</summary>
    public async Task<JsonElement?> FindAsync(string path, CancellationToken ct)
    {
        using var answer = await AskAsync(HttpMethod.Get, path, body: null, Peer.ShortAnswer, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound && IsJson(answer))
            return null;
        Objections.Raise(this, path, answer);
        using var document = await JsonAsync(answer, ct);
        return document.RootElement.Clone();
    }

    /// <summary>The items of a list, one at a time: what was read is not kept.</summary>
    /// <param name="strictly">Whoever concludes from what is not in it needs all of it. Else what makes no sense is passed over.</param>
    public async IAsyncEnumerable<T> ListAsync<T>(
        string path,
        Func<JsonElement, T?> read,
        [EnumeratorCancellation] CancellationToken ct,
        bool strictly = false
    )
        where T : class
    {
        using var answer = await AskAsync(HttpMethod.Get, path, body: null, Peer.LongList, ct);
        Objections.Raise(this, path, answer);
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        if (strictly && !await IsListAsync(answer, ct))
            throw Objections.Senseless(this, path);
        await using var items = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, cancellationToken: ct).GetAsyncEnumerator(ct);
        while (await NextAsync(items))
            if (read(items.Current) is { } item)
                yield return item;
            else if (strictly)
                throw Objections.Senseless(this, path);
    }

    /// <summary>Sends something, and gives back whatever is said to it: refusals of what was sent are for the sender to read.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent body, CancellationToken ct) =>
        AskAsync(method, path, body, Peer.ShortAnswer, ct);

    public async Task<JsonDocument> JsonAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        }
        catch (JsonException)
        {
            throw Objections.NoJson(this);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? body, int limit, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"{address.AbsoluteUri.TrimEnd('/')}/api/{dialect.Version}/{path}")
        {
            Content = body,
        };
        request.Headers.Add("X-Api-Key", key);
        request.Headers.Accept.ParseAdd("application/json");
        var peer = new Peer(dialect.App.Kind(), Who, Reach.Home) { Limit = limit };
        // Saving a webhook makes the app call it first, for which it takes its time.
        var isLong = limit == Peer.LongList || body is not null;
        try
        {
            return await http.AskAsync(isLong ? peer with { Within = Patience } : peer, request, ct);
        }
        // It is not the job's fault: others that need the instance shall wait too.
        catch (TransientException e)
        {
            throw new BlockedException(e.Message, e);
        }
    }

    // The reader takes null for a list of nothing.
    private static async Task<bool> IsListAsync(HttpResponseMessage answer, CancellationToken ct) =>
        answer.Content.Headers.ContentLength > 64 || (await answer.Content.ReadAsStringAsync(ct)).Trim() != "null";

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<JsonElement> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (JsonException)
        {
            throw Objections.NoJson(this);
        }
    }

    internal static bool IsJson(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase);
}
