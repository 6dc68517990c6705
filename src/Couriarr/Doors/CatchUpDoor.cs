using System.ComponentModel;
using Couriarr.Doors.Described;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Intake.Missed;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Couriarr.Doors;

/// <summary>What Radarr and Sonarr imported without our hearing of it.</summary>
internal static class CatchUpDoor
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public static void MapCatchUp(this IEndpointRouteBuilder app)
    {
        app.MapGet("/catchup", ListAsync)
            .Explained(
                "Catch-up",
                "How far each history was read",
                "And what came of it last. An instance that was never read is not listed.",
                new[] { ReadHistory.Example }
            );
        app.MapPost("/catchup", StartAsync)
            .Explained(
                "Catch-up",
                "Look for what was missed",
                "In the history of one instance or of all, from where the last look ended or as far back as `since` says. With `dry_run` the "
                    + "answer lists what would be seen to, and nothing is done.",
                CatchUpAnswer.Example
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway, StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new DisableRequestTimeoutAttribute());
    }

    private static async Task<IResult> ListAsync(CatchUpDesk desk, CancellationToken ct) =>
        Results.Json((await desk.MarksAsync(ct)).Select(ReadHistory.Of), Answers.Json);

    private static async Task<IResult> StartAsync(
        CatchUpDesk desk,
        CancellationToken ct,
        [Description(Duration.Forms)] string? since = null,
        string? instance = null,
        bool dry_run = false
    )
    {
        TimeSpan? reach = null;
        if (since is not null)
        {
            if (!Duration.TryParse(since, out var span) || span > Furthest || span <= TimeSpan.Zero)
                return Answers.BadRequest($"since is '{since}'; it is {Duration.Forms}, a year at most.");
            reach = span;
        }
        var instances = await desk.InstancesAsync(instance, ct);
        if (instances.Count == 0)
            return Answers.NotFound(
                instance is null
                    ? "No instance has a history that can be read: give a Radarr or Sonarr its url and api_key."
                    : $"There is no instance '{instance}' whose history can be read: it must be a Radarr or Sonarr in use, with url and api_key."
            );
        return dry_run ? await LookAsync(desk, instances, reach, ct) : await BeginAsync(desk, instances, reach, ct);
    }

    private static async Task<IResult> BeginAsync(
        CatchUpDesk desk,
        IReadOnlyList<Member<InstanceTerms>> instances,
        TimeSpan? since,
        CancellationToken ct
    )
    {
        var started = new List<CatchUpOf>();
        foreach (var instance in instances)
            started.Add(
                new CatchUpOf(instance.Name, await desk.StartAsync(instance.Name, since, ct), Since: null, Imports: null, Missed: null)
            );
        return Results.Json(new CatchUpAnswer(DryRun: false, started), Answers.Json);
    }

    private static async Task<IResult> LookAsync(
        CatchUpDesk desk,
        IReadOnlyList<Member<InstanceTerms>> instances,
        TimeSpan? since,
        CancellationToken ct
    )
    {
        var seen = new List<CatchUpOf>();
        foreach (var instance in instances)
            try
            {
                seen.Add(CatchUpOf.Of(instance.Name, await desk.LookAsync(instance, since, ct)));
            }
            catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
            {
                return Answers.Sentence(StatusCodes.Status502BadGateway, e.Message);
            }
        return Results.Json(new CatchUpAnswer(DryRun: true, seen), Answers.Json);
    }
}

internal sealed record ReadHistory(
    string Instance,
    DateTimeOffset? ReadAt,
    DateTimeOffset? SeenAt,
    DateTimeOffset TriedAt,
    bool Succeeded,
    string Words
)
{
    public static ReadHistory Example { get; } =
        Of(
            new Watermark("radarr-hd", new(2026, 1, 1, 11, 0, 0, TimeSpan.Zero), 412, new(2026, 1, 1, 12, 17, 0, TimeSpan.Zero))
            {
                TriedAt = new(2026, 1, 1, 12, 17, 1, TimeSpan.Zero),
                Succeeded = true,
                Words = "Nothing was missed: 3 imports were read.",
            }
        );

    public static ReadHistory Of(Watermark mark) => new(mark.Instance, mark.ReadAt, mark.SeenAt, mark.TriedAt, mark.Succeeded, mark.Words);
}

internal sealed record CatchUpAnswer(bool DryRun, IReadOnlyList<CatchUpOf> Instances)
{
    public static CatchUpAnswer Example { get; } =
        new(DryRun: false, [new CatchUpOf("radarr-hd", new JobId(1234), Since: null, Imports: null, Missed: null)]);
}

/// <param name="JobId">The job that sees to it; null on a dry run.</param>
/// <param name="Since">From when on the history was read; like the rest, on a dry run only.</param>
/// <param name="Imports">How many files it names.</param>
internal sealed record CatchUpOf(string Instance, JobId? JobId, DateTimeOffset? Since, int? Imports, IReadOnlyList<MissedFile>? Missed)
{
    public static CatchUpOf Of(string instance, Search search) =>
        new(
            instance,
            JobId: null,
            search.Since,
            search.Imports,
            [.. search.Found.Where(f => f.Outcome is ImportOutcome.Missed).Select(f => new MissedFile(f.Title, f.FilePath, f.Date))]
        );
}

internal sealed record MissedFile(string Title, string Path, DateTimeOffset ImportedAt);
