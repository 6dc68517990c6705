using System.Runtime.ExceptionServices;
using System.Text.Json;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>Asks each Radarr whether it writes NFOs and artwork itself: it would change the same files as we do, in turn, for ever.</summary>
public sealed record FindRivals : IJob<FindRivals>
{
    public static JobKind Kind { get; } =
        new("find-rivals")
        {
            Lane = "maintenance",
            Priority = JobPriority.Low,
            Retry = new RetryPolicy(2, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class FindRivalsHandler(MemberBook members, OutsideHttp http, ProviderStates known, ILogger<History> history)
    : IJobHandler<FindRivals>
{
    public async Task<JobResult> RunAsync(FindRivals job, JobContext context, CancellationToken ct)
    {
        var radarrs = (await members.AllAsync<InstanceTerms>(ct))
            .Where(one => one is { Kind: "radarr", Terms.Enabled: true, Options: ArrOptions { Url: not null, ApiKey: not null } })
            .ToList();
        ExceptionDispatchInfo? trouble = null;
        foreach (var radarr in radarrs)
            trouble = await TryAsync(radarr, ct) ?? trouble;
        trouble?.Throw();
        return radarrs.Count > 0 ? JobResult.Done : JobResult.Skip("There is no Radarr that can be asked.");
    }

    // One that is away hides no other.
    private async Task<ExceptionDispatchInfo?> TryAsync(Member<InstanceTerms> radarr, CancellationToken ct)
    {
        try
        {
            await LookAsync(radarr, ct);
            return null;
        }
        catch (Exception e) when (e is TransientException or BlockedException or PermanentException)
        {
            return ExceptionDispatchInfo.Capture(e);
        }
    }

    private async Task LookAsync(Member<InstanceTerms> radarr, CancellationToken ct)
    {
        var writers = string.Join(", ", await WritersAsync(radarr, ct));
        if (writers == (await known.FindAsync(Rivals.Provider, radarr.Name, ct) ?? ""))
            return;
        await known.KeepAsync(Rivals.Provider, radarr.Name, writers, ct);
        if (writers.Length > 0)
            history.LogWarning("{Warning}", Rivals.Sentence(radarr.Name, writers));
    }

    private async Task<List<string>> WritersAsync(Member<InstanceTerms> radarr, CancellationToken ct)
    {
        var options = (ArrOptions)radarr.Options;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Url!.AbsoluteUri.TrimEnd('/')}/api/v3/metadata");
        request.Headers.Add("X-Api-Key", options.ApiKey!.Reveal());
        using var answer = await http.SendAsync(Peers.Of(radarr.Kind, radarr.Name, options.Url, radarr.Terms.Certificate), request, ct);
        var said = await answer.JsonAsync($"Radarr '{radarr.Name}'", ct);
        return said.ValueKind is JsonValueKind.Array ? [.. said.EnumerateArray().Select(NameOf).OfType<string>()] : [];
    }

    private static string? NameOf(JsonElement writer) =>
        writer.ValueKind is JsonValueKind.Object
        && writer.TryGetProperty("enable", out var enabled)
        && enabled.ValueKind is JsonValueKind.True
        && writer.TryGetProperty("name", out var name)
        && name.ValueKind is JsonValueKind.String
            ? name.GetString()
            : null;
}

/// <summary>Who else writes beside movies.</summary>
internal sealed class Rivals(MemberBook members, ProviderStates known)
{
    internal const string Provider = "rivals";

    /// <returns>A sentence for each, with what to do.</returns>
    public async Task<IReadOnlyList<string>> WarningsAsync(CancellationToken ct)
    {
        var warnings = new List<string>();
        foreach (var radarr in (await members.AllAsync<InstanceTerms>(ct)).Where(one => one is { Kind: "radarr", Terms.Enabled: true }))
            if (await known.FindAsync(Provider, radarr.Name, ct) is { Length: > 0 } writers)
                warnings.Add(Sentence(radarr.Name, writers));
        return warnings;
    }

    internal static string Sentence(string radarr, string writers) =>
        $"Radarr '{radarr}' writes NFOs or artwork itself ({writers}), into the same files. Switch that off there: Settings > Metadata.";
}
