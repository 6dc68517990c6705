using Couriarr.Dashboard.Frame;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Shows;

/// <summary>One show, and rule by rule why it is wanted or not.</summary>
internal static class ShowPages
{
    public static async Task<IResult> ShowAsync(
        long id,
        HttpContext http,
        ShowsTable shows,
        RulesDesk desk,
        AddingDesk adding,
        CancellationToken ct
    )
    {
        if (await shows.FindAsync(id, ct) is not { } known)
            return await Pages.NotFoundAsync(http, Say("shows.gone"));
        var isToBeAdded = known.Standing.Status is ShowStatus.Wanted;
        var view = new ShowDetailView(known, desk.Explain(known.Show), isToBeAdded ? await AddingPages.ObjectionAsync(adding, ct) : null);
        return await Pages.ShowAsync<ShowPage, ShowDetailView>(http, known.Show.Title, view);
    }
}

/// <param name="Objection">Why it is not added yet though it is wanted.</param>
internal sealed record ShowDetailView(KnownShow Known, Explanation Explanation, string? Objection)
{
    public Show Show => Known.Show;
    public Standing Standing => Known.Standing;

    /// <summary>It is in no Sonarr yet, so that a person may decide.</summary>
    public bool IsOpen => Standing.Status is not (ShowStatus.Added or ShowStatus.Exists);

    /// <summary>What a person decided, or what came to nothing, the rules may look at again.</summary>
    public bool MayBeReconsidered =>
        IsOpen
        && (Standing.ByUser || Standing.Status is ShowStatus.Failed or ShowStatus.Abandoned or ShowStatus.Skipped or ShowStatus.Rejected);
}
