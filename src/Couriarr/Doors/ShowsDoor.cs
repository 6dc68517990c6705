using System.ComponentModel;
using System.Globalization;
using Couriarr.Doors.Described;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Doors;

/// <summary>The shows of the catalogue: where each stands, and why.</summary>
internal static class ShowsDoor
{
    private const int LongestPage = 1000;

    public static void MapShows(this IEndpointRouteBuilder app)
    {
        app.MapGet("/shows", ListAsync)
            .Explained(
                "Shows",
                "The shows of the catalogue",
                "By their numbers, with where each stands and why; next is the address of the following page.",
                ShowPage.Example
            )
            .WithStrictQuery();
        app.MapGet("/shows/{id:long}", OneAsync)
            .Explained(
                "Shows",
                "Why a show is wanted, or why not",
                "Rule by rule in their order, with what each asked and what the show has.",
                ShowDetail.Example
            )
            .MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        ShowsTable shows,
        CancellationToken ct,
        [Description("pending, filtered, wanted, review, pending_tvdb, abandoned, added, exists, failed, skipped or rejected.")]
            string? status = null,
        [Description("What the rules say now: add, review, skip or filtered; with status=added it finds what would not be added again.")]
            string? verdict = null,
        [Description("A part of the title.")] string? q = null,
        [Description("As next gives it: shows with higher numbers.")] long cursor = 0,
        [Description("1 to 1000.")] int limit = 100
    )
    {
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        if (status is not null && ShowStatuses.Find(status) is null)
            return Answers.BadRequest($"'{status}' is no status of a show. There are: {string.Join(", ", ShowStatuses.All)}.");
        Decision? said = Enum.TryParse<Decision>(verdict, ignoreCase: true, out var read) && !char.IsAsciiDigit(verdict![0]) ? read : null;
        if (verdict is not null && said is null)
            return Answers.BadRequest($"verdict is '{verdict}'; it is add, review, skip or filtered.");
        var query = new ShowQuery(status is null ? null : ShowStatuses.Find(status), q, cursor, limit) { Verdict = said };
        return Results.Json(ShowPage.Of(await shows.ListAsync(query, ct), status, verdict, q, limit), Answers.Json);
    }

    private static async Task<IResult> OneAsync(long id, ShowsTable shows, RulesDesk desk, CancellationToken ct) =>
        await shows.FindAsync(id, ct) is { } known
            ? Results.Json(ShowDetail.Of(known, desk.Explain(known.Show)), Answers.Json)
            : Answers.NotFound($"The catalogue has no show {id.ToString(CultureInfo.InvariantCulture)}.");
}

/// <param name="Next">Null on the last page.</param>
internal sealed record ShowPage(IReadOnlyList<ShowView> Shows, string? Next)
{
    public string Attribution { get; init; } = ShowView.Source;

    public static ShowPage Example { get; } = new([ShowView.Example], "/shows?cursor=82&limit=1");

    public static ShowPage Of(IReadOnlyList<KnownShow> shows, string? status, string? verdict, string? q, int limit)
    {
        var kept = string.Concat(
            new[] { ("status", status), ("verdict", verdict), ("q", q) }
                .Where(filter => filter.Item2 is not null)
                .Select(filter => $"&{filter.Item1}={Uri.EscapeDataString(filter.Item2!)}")
        );
        var last = shows.Count > 0 ? shows[^1].Show.Id : 0;
        var next = string.Create(CultureInfo.InvariantCulture, $"/shows?cursor={last}&limit={limit}{kept}");
        return new([.. shows.Select(ShowView.Of)], shows.Count < limit ? null : next);
    }
}
