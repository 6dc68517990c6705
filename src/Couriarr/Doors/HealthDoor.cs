using System.Globalization;
using System.Text.Json.Serialization;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Couriarr.Storage;

namespace Couriarr.Doors;

/// <summary>/health: the program lives, always 200. /ready: it can do its work, and if not, why.</summary>
internal static class HealthDoor
{
    // Whoever watches over the program asks often and waits briefly.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Some health checks ask for the head alone.
    private static readonly string[] Ways = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/health", Ways, HealthAsync)
            .Explained(
                "Watching",
                "Whether the program lives",
                "200 while it does; status and problems say whether all is well.",
                Examples.Health
            )
            .OpenTo(Entrance.Everyone)
            .ByAnyName();
        app.MapMethods("/ready", Ways, ReadyAsync)
            .Explained("Watching", "Whether it can do its work", "503 with the reasons when it cannot.", new ReadyView(true, []))
            .AlsoAnswers(StatusCodes.Status503ServiceUnavailable, Examples.NotReady)
            .OpenTo(Entrance.Everyone)
            .ByAnyName();
    }

    private static async Task<IResult> HealthAsync(
        HttpContext http,
        Troubles troubles,
        Totals totals,
        TimeProvider clock,
        Uptime uptime,
        IPlaceHealth places,
        ChannelHealth channels,
        CouriarrOptions options,
        StoreCheck store,
        Nodes nodes,
        CancellationToken ct
    )
    {
        var problems = new List<string>();
        var counts = await CountAsync(totals, problems, ct);
        problems.AddRange(await troubles.AllAsync(IsKnown(http), ct));
        var away = places.Issues;
        var isHeard = await HearAsync(channels, ct);
        var status = problems.Count == 0 ? "healthy" : "degraded";
        var view = new HealthView(status, clock.GetUtcNow(), uptime.Since, counts, problems)
        {
            DryRun = options.Sync.DryRun,
            Notifications = isHeard,
            NfsStatus = away.Count == 0 ? "ok" : "degraded",
            NfsIssues = away,
            Warnings = [.. store.Warnings, .. nodes.Silent.Select(node => Sentence(node, IsKnown(http)))],
        };
        return Results.Json(view, Answers.Json);
    }

    // A program that cannot count lives nevertheless.
    private static async Task<LastDay?> CountAsync(Totals totals, List<string> problems, CancellationToken ct)
    {
        try
        {
            var counts = await totals.AskAsync(ct).WaitAsync(Patience, ct);
            return new LastDay(counts.LastDay.Succeeded, counts.LastDay.Failed);
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            // Without the reason: that names files, and anybody may ask here.
            problems.Add("The database does not say how the transfers of the last day ended.");
            return null;
        }
    }

    // Whether somebody would hear of it.
    private static async Task<bool> HearAsync(ChannelHealth channels, CancellationToken ct)
    {
        try
        {
            return await channels.IsSomeInUseAsync(ct).WaitAsync(Patience, ct);
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return false;
        }
    }

    private static async Task<IResult> ReadyAsync(
        HttpContext http,
        Loops loops,
        JobDesk desk,
        StoreCheck store,
        IPlaceHealth places,
        IJobReader jobs,
        IHostApplicationLifetime lifetime,
        CancellationToken ct
    )
    {
        var reasons = loops.Fallen.Select(loop => Troubles.Sentence(loop, IsKnown(http))).ToList();
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            reasons.Add("Couriarr is shutting down.");
        if (await store.TroubleAsync(ct) is { } trouble)
            reasons.Add(IsKnown(http) ? trouble : "The database takes nothing. Ask with a key for the reason.");
        else
            reasons.AddRange((await jobs.GatesAsync(ct)).Where(IsOfInstance).Select(gate => Sentence(gate, IsKnown(http))));
        reasons.AddRange(places.Issues);
        reasons.AddRange(
            desk.Lanes.Where(lane => lane.Stuck > lane.Slots)
                .Select(lane => $"The lane '{lane.Name}' has {lane.Stuck} stuck jobs and no free slot.")
        );
        var status = reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var view = new ReadyView(reasons.Count == 0, reasons) { Warnings = store.Warnings };
        return Results.Json(view, Answers.Json, statusCode: status);
    }

    private static bool IsOfInstance(Gate gate) => gate.Name.StartsWith("instance:", StringComparison.Ordinal);

    private static string Sentence(Gate gate, bool isKnown) =>
        $"'{gate.Name["instance:".Length..]}' cannot be asked{(isKnown ? $": {gate.Reason}" : ".")}";

    private static string Sentence(NodeRecord node, bool isKnown) =>
        isKnown
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The node {node.Name} has not been heard since {node.SeenAt:u}; others do its work. Start it again, or leave it: it is forgotten after a day."
            )
            : "A node is silent. Ask with a key for its name.";

    private static bool IsKnown(HttpContext http) => Caller.Of(http).Standing is not Standing.Stranger;
}

/// <param name="Jobs24h">Null when the database cannot say.</param>
internal sealed record HealthView(
    string Status,
    DateTimeOffset Timestamp,
    DateTimeOffset UptimeSince,
    [property: JsonPropertyName("jobs_24h")] LastDay? Jobs24h,
    IReadOnlyList<string> Problems
)
{
    /// <summary>Nothing is moved, only said what would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether somebody is told what happens: a channel is in use.</summary>
    public bool Notifications { get; init; }

    /// <summary>Whether the folders of all mappings can be used; if not, which of which route.</summary>
    public string NfsStatus { get; init; } = "ok";
    public IReadOnlyList<string> NfsIssues { get; init; } = [];

    /// <summary>What its owner has accepted in writing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

internal sealed record LastDay(long Success, long Failed);

internal sealed record ReadyView(bool Ready, IReadOnlyList<string> Reasons)
{
    /// <summary>What its owner has accepted in writing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

internal sealed class Uptime(TimeProvider clock)
{
    public DateTimeOffset Since { get; } = clock.GetUtcNow();
}
