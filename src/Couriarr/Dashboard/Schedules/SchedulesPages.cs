using Couriarr.Dashboard.Frame;
using Couriarr.Jobs.Schedules;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Schedules;

/// <summary>What happens by the clock.</summary>
internal static class SchedulesPages
{
    public static void MapSchedulesPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/schedules", ShowAsync);
        app.MapAct("/ui/schedules/{name}/run", "Run a schedule now", RunAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ScheduleDesk desk, CancellationToken ct)
    {
        var all = await desk.ListAsync(ct);
        var view = new SchedulesView([.. all.OrderBy(schedule => schedule.Next ?? DateTimeOffset.MaxValue)]);
        return await Pages.ShowAsync<SchedulesPage, SchedulesView>(http, Say("schedules.title"), view);
    }

    private static async Task<IResult> RunAsync(string name, HttpContext http, ScheduleDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await desk.RunAsync(name, ct) is { } job
            ? Pages.Back(http, form, Say("schedules.fired", NameOf(name), job.Value))
            : Pages.Back(http, form, Say("schedules.gone", name), isBad: true);
    }

    /// <summary>In words, or as the configuration calls it when there are none.</summary>
    public static string NameOf(string schedule) => SayOr($"schedules.name_{schedule}", schedule);
}

internal sealed record SchedulesView(IReadOnlyList<ScheduleState> Schedules);
