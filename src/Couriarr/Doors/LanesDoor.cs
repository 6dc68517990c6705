using Couriarr.Doors.Described;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

internal static class LanesDoor
{
    public static void MapLanes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/lanes", ListAsync)
            .Explained(
                "Lanes",
                "All lanes",
                "Slots, running and stuck jobs of every lane, and whether it is paused.",
                new[] { Examples.Lane }
            );
        app.MapPost("/lanes/{lane}/pause", PauseAsync)
            .Explained("Lanes", "Pause a lane", "Nothing of it is taken up any more; what runs goes on.", Examples.PausedLane)
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status404NotFound);
        app.MapPost("/lanes/{lane}/resume", ResumeAsync)
            .Explained("Lanes", "Resume a lane", "It goes on where it stopped.", Examples.Lane)
            .MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(JobDesk desk, IJobReader reader, CancellationToken ct) =>
        Results.Json(await ViewsAsync(desk, reader, ct), Answers.Json);

    private static async Task<IResult> PauseAsync(
        string lane,
        JobDesk desk,
        IJobReader reader,
        CancellationToken ct,
        string reason = "Paused by hand."
    ) => await desk.PauseAsync(lane, reason, ct) ? await ViewAsync(lane, desk, reader, ct) : NoSuchLane(lane, desk);

    private static async Task<IResult> ResumeAsync(string lane, JobDesk desk, IJobReader reader, CancellationToken ct) =>
        await desk.ResumeAsync(lane, ct) ? await ViewAsync(lane, desk, reader, ct) : NoSuchLane(lane, desk);

    private static async Task<IResult> ViewAsync(string lane, JobDesk desk, IJobReader reader, CancellationToken ct) =>
        Results.Json((await ViewsAsync(desk, reader, ct)).Single(v => v.Lane == lane), Answers.Json);

    private static async Task<IReadOnlyList<LaneView>> ViewsAsync(JobDesk desk, IJobReader reader, CancellationToken ct)
    {
        var pauses = (await reader.GatesAsync(ct)).ToDictionary(gate => gate.Name, gate => gate.Reason);
        return
        [
            .. desk.Lanes.Select(lane => new LaneView(
                lane.Name,
                lane.Slots,
                lane.Running,
                lane.Stuck,
                pauses.ContainsKey(Gate.OfLane(lane.Name)),
                pauses.GetValueOrDefault(Gate.OfLane(lane.Name))
            )),
        ];
    }

    private static IResult NoSuchLane(string lane, JobDesk desk) =>
        Answers.NotFound($"There is no lane '{lane}'. There are: {string.Join(", ", desk.Lanes.Select(l => l.Name))}.");
}

/// <param name="Stuck">Handlers that were told to stop and did not.</param>
internal sealed record LaneView(string Lane, int Slots, int Running, int Stuck, bool Paused, string? Reason);
