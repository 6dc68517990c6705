using System.Globalization;
using Couriarr.Dashboard.Frame;
using Couriarr.Features.Reconciliation.Plans;
using Couriarr.Jobs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Parity;

/// <summary>Plans: made, read line by line, and approved in whole or in part.</summary>
internal static class PlanPages
{
    private const int PageSize = 100;

    public static void MapPlanPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/parity/plans/{id:long}", ShowAsync);
        app.MapAct("/ui/parity/plans", "Make a plan", MakeAsync);
        app.MapAct("/ui/parity/plans/{id:long}/approve", "Approve a plan", ApproveAsync);
    }

    private static string AddressOf(long plan) => string.Create(CultureInfo.InvariantCulture, $"/ui/parity/plans/{plan}");

    private static async Task<IResult> ShowAsync(long id, HttpContext http, PlanDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } plan)
            return await Pages.NotFoundAsync(http, Say("parity.no_plan", id));
        var after = int.TryParse(http.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0;
        var found = await desk.LinesAsync(id, after, PageSize + 1, ct);
        var lines = found.Take(PageSize).ToList();
        var next = found.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{AddressOf(id)}?after={lines[^1].Line}") : null;
        var view = new PlanView(plan, lines, after > 0 ? AddressOf(id) : null, next);
        return await Pages.ShowAsync<PlanPage, PlanView>(http, Say("parity.plan", id), view);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, PlanDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        long? report = long.TryParse(form["report"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var library = form["library"].ToString();
        try
        {
            var plan = await desk.MakeAsync(
                report,
                library.Length > 0 ? library : null,
                form["replace"] == "true",
                form["remove"] == "true",
                ct
            );
            return Pages.Onward(http, AddressOf(plan.Id), Say("parity.made", PlanWords.Of(plan)));
        }
        catch (PermanentException e)
        {
            return Pages.Back(http, form, e.Message, isBad: true);
        }
    }

    private static async Task<IResult> ApproveAsync(long id, HttpContext http, PlanDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await desk.FindAsync(id, ct) is not { } plan)
            return Pages.Back(http, form, Say("parity.no_plan", id), isBad: true);
        if (ApprovalIn(form) is not { } approval)
            return Pages.Back(http, form, Say("parity.choose"), isBad: true);
        try
        {
            var (lines, jobs) = await desk.ApproveAsync(plan, approval, ct);
            return Pages.Back(http, form, Say("parity.approved_now", lines, string.Join(", ", jobs)));
        }
        catch (PermanentException e)
        {
            return Pages.Back(http, form, e.Message, isBad: true);
        }
    }

    // Nothing chosen is nothing approved, never all of it.
    private static Approval? ApprovalIn(IFormCollection form)
    {
        var lines = form["line"]
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0)
            .Where(line => line > 0)
            .ToList();
        if (form["action"].ToString() is { Length: > 0 } action)
            return PlanWords.Actions.Contains(action) ? new Approval { Actions = [action] } : null;
        return lines.Count > 0 ? new Approval { Lines = lines } : null;
    }
}
