using System.Globalization;
using System.Net;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Tvmaze;

/// <summary>How far back the feed of changes goes; the longest is without an end.</summary>
internal enum Reaching
{
    Day,
    Week,
    Month,
    Everything,
}

/// <summary>
/// Everything that TVmaze is asked, at a pace that it allows. Being told to be slower is no failure; an answer that is none is one that may
/// pass, and never an empty catalogue.
/// </summary>
internal sealed class TvmazeApi(
    OutsideHttp outside,
    Pace pace,
    CouriarrOptions options,
    DiscoveryInstruments instruments,
    TimeProvider clock,
    ILogger<TvmazeApi> log
)
{
    private const string Name = "TVmaze";
    private const int MostRests = 6;
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(2);

    // They ask for a name, so that they can tell whom to talk to.
    private static readonly string Agent = $"Couriarr/{typeof(TvmazeApi).Assembly.GetName().Version?.ToString(2)}";
    private readonly Uri _base = new(options.Tvmaze.BaseUrl.OriginalString.TrimEnd('/') + "/");

    /// <summary>Null when there is no such page, which is not yet to say that there is none behind it.</summary>
    public Task<IReadOnlyList<Show>?> PageAsync(int page, CancellationToken ct) => AskAsync("shows", $"shows?page={Text(page)}", Shows, ct);

    /// <summary>Null when it says that there is no such show.</summary>
    public Task<Show?> ShowAsync(long id, CancellationToken ct) =>
        AskAsync("show", $"shows/{Text(id)}", json => ShowReader.Read(json) ?? throw Garbage("a show"), ct);

    /// <summary>Which shows changed, and when, in Unix seconds.</summary>
    public async Task<IReadOnlyDictionary<long, long>> ChangesAsync(Reaching since, CancellationToken ct) =>
        await AskAsync(
            "updates",
            since is Reaching.Everything ? "updates/shows" : $"updates/shows?since={since.ToString().ToLowerInvariant()}",
            Changes,
            ct
        ) ?? throw Garbage("the list of changes");

    private async Task<T?> AskAsync<T>(string endpoint, string path, Func<JsonElement, T> read, CancellationToken ct)
        where T : class
    {
        for (var rests = 0; ; rests++)
        {
            using var answer = await CallAsync(endpoint, path, ct);
            if (answer.StatusCode is HttpStatusCode.NotFound)
                return null;
            if (answer.StatusCode is not HttpStatusCode.TooManyRequests || rests == MostRests)
                return Read(answer, read);
            var rest = Waits.Of(answer, clock) ?? FirstRest * Math.Pow(2, rests);
            log.LogDebug("{Who} asks for a rest of {Rest}", Name, rest);
            pace.Rest(rest);
        }
    }

    private async Task<HttpResponseMessage> CallAsync(string endpoint, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_base, path));
        request.Headers.UserAgent.ParseAdd(Agent);
        var status = 0;
        using var turn = await pace.TurnAsync(ct);
        try
        {
            var answer = await outside.AskAsync(new Peer("tvmaze", Name, Reaches.Of(_base)) { Limit = Peer.LongList }, request, ct);
            status = (int)answer.StatusCode;
            return answer;
        }
        finally
        {
            instruments.Asked("tvmaze", endpoint, status);
        }
    }

    private T Read<T>(HttpResponseMessage answer, Func<JsonElement, T> read)
    {
        answer.EnsureAccepted(Name, clock);
        try
        {
            using var json = JsonDocument.Parse(answer.Content.ReadAsStream());
            return read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new TransientException($"{Name} answered with something that is no JSON. It will be asked again.", inner: e);
        }
    }

    /// <summary>One that cannot be read is left out, and the page counts all the same.</summary>
    private IReadOnlyList<Show> Shows(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Array)
            throw Garbage("a list of shows");
        var shows = json.EnumerateArray().Select(ShowReader.Read).ToList();
        if (shows.Count(show => show is null) is > 0 and var odd)
            log.LogWarning("{Who} listed {Count} shows without a number. They are left out", Name, odd);
        return [.. shows.OfType<Show>()];
    }

    private static Dictionary<long, long> Changes(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            throw Garbage("the list of changes");
        var changes = new Dictionary<long, long>();
        foreach (var change in json.EnumerateObject())
            if (
                long.TryParse(change.Name, CultureInfo.InvariantCulture, out var id)
                && id > 0
                && change.Value.ValueKind is JsonValueKind.Number
            )
                changes[id] = change.Value.TryGetInt64(out var at) ? at : 0;
        return changes;
    }

    private static TransientException Garbage(string expected) =>
        new($"{Name} answered with something that is not {expected}. It will be asked again.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
