using System.ComponentModel;
using Couriarr.Doors.Described;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Instances;
using Couriarr.Features.Members;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Couriarr.Doors;

/// <summary>Proves the way from an app to the destination, with a file that really took it.</summary>
internal static class DoctorDoor
{
    public const string NotWhole = "path must be a whole path as the app sees it, without '..', like /movies/Film (2021)/Film.mkv.";
    private const int LongestPath = 4096;

    public static void MapDoctor(this IEndpointRouteBuilder app) =>
        app.MapPost("/instances/{name}/doctor", ExamineAsync)
            .Explained(
                "Instances",
                "Prove the way of a file",
                "With a recent import, or the path that is given: the app, its import, the mapping, the source, the file, the destination and the "
                    + "arrival. The first piece that does not hold says what to do; proposal has the lines for the configuration.",
                DiagnosisView.Example
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway)
            .WithMetadata(new DisableRequestTimeoutAttribute());

    public static bool IsWhole(string path) =>
        path.StartsWith('/') && path.Length <= LongestPath && !path.Split('/').Contains("..") && !path.Contains('\0');

    private static async Task<IResult> ExamineAsync(
        string name,
        MemberBook members,
        ArrApis apis,
        Doctor doctor,
        CancellationToken ct,
        [Description("A file as the app sees it; its newest import when left away.")] string? path = null
    )
    {
        if (path is not null && !IsWhole(path))
            return Answers.BadRequest(NotWhole);
        return await InstancesDoor.WithAsync(
            name,
            members,
            async member => DiagnosisView.Of(await doctor.ExamineAsync(apis.Of(member), member.Name, path, ct)),
            ct
        );
    }
}

/// <param name="Broken">The name of the first hop that does not hold; null when all hold or nobody knows.</param>
internal sealed record DiagnosisView(string Instance, bool Whole, string? Path, string? Broken, IReadOnlyList<Hop> Hops, string? Proposal)
{
    public static DiagnosisView Example { get; } =
        new(
            "radarr-hd",
            Whole: false,
            "/movies/Film (2021)/Film.mkv",
            "mapping",
            [new Hop("app", HopState.Ok, "Radarr 6.1.0.10300 answers at http://radarr.lan:7878/.")],
            "paths:\n  mappings:\n    - { from: /movies, source: /mnt/media/movies, destination: /where/it/goes, type: movie, instance: radarr-hd }"
        );

    public static DiagnosisView Of(Diagnosis found) =>
        new(found.Instance, found.IsWhole, found.Path, found.FirstBroken?.Name, found.Hops, found.Proposal);
}
