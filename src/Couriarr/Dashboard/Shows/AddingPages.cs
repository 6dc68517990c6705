using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Discovery.Adding;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Shows;

/// <summary>What would be added to each Sonarr and Radarr, and a person's word that it may be.</summary>
internal static class AddingPages
{
    public static async Task<IResult> ShowAsync(HttpContext http, AddingDesk desk, CancellationToken ct)
    {
        var previews = await desk.PreviewAsync(ct);
        var view = new AddingPageView(
            await ObjectionAsync(desk, ct),
            BudgetView.Of(await desk.BudgetAsync(ct)),
            [.. previews.Select(TargetView.Of)]
        )
        {
            MayBeConfirmed = await desk.MayBeConfirmedAsync(ct),
        };
        return await Pages.ShowAsync<AddingPage, AddingPageView>(http, Say("shows.adding_title"), view);
    }

    /// <summary>Why nothing is added, for somebody who looks at a page; null when it is.</summary>
    public static async Task<string?> ObjectionAsync(AddingDesk desk, CancellationToken ct) =>
        await desk.MayBeConfirmedAsync(ct) ? Say("shows.unconfirmed") : await desk.ObjectionAsync(ct);

    public static async Task<IResult> ConfirmAsync(HttpContext http, AddingDesk desk, CancellationToken ct)
    {
        await desk.ConfirmAsync(ct);
        var still = await desk.ObjectionAsync(ct);
        return Pages.Back(http, await http.Request.ReadFormAsync(ct), still ?? Say("shows.adding_begun"), isBad: still is not null);
    }

    public static async Task<IResult> RunAsync(HttpContext http, AddingDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await desk.ObjectionAsync(ct) is { } objection)
            return Pages.Back(http, form, objection, isBad: true);
        await desk.StartAsync(ct);
        return Pages.Back(http, form, Say("shows.adding_begun"));
    }
}

/// <param name="Objection">Why nothing is added; null when it is.</param>
internal sealed record AddingPageView(string? Objection, BudgetView Budget, IReadOnlyList<TargetView> Targets)
{
    public bool MayBeConfirmed { get; init; }
}
