using System.Globalization;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Timelines;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Titles;

/// <summary>Movies and series that something happened to, and what that was.</summary>
internal static class TitlePages
{
    private const int MostTitles = 60;
    private const int LongestText = 200;
    private const int PageSize = 120;

    public static void MapTitlePages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/titles", ListAsync);
        app.MapPage("/ui/titles/{id}", ShowAsync);
    }

    public static string AddressOf(string key) => $"/ui/titles/{Uri.EscapeDataString(key).Replace("%3A", ":", StringComparison.Ordinal)}";

    private static async Task<IResult> ListAsync(HttpContext http, Timeline timeline, CancellationToken ct)
    {
        var asked = http.Request.Query["q"].ToString().Trim();
        var view =
            asked.Length > LongestText
                ? new TitlesView(asked[..LongestText], [], IsMore: false, Say("titles.long", asked.Length, LongestText))
            : asked.Length == 0 ? Of(null, await timeline.LatestAsync(MostTitles, ct))
            : Of(asked, await timeline.SearchAsync(asked, MostTitles + 1, ct));
        return await Pages.ShowAsync<TitlesPage, TitlesView>(http, Say("titles.title"), view);
    }

    private static TitlesView Of(string? asked, IReadOnlyList<TitleView> found) =>
        new(asked, [.. found.Take(MostTitles)], found.Count > MostTitles);

    // Of all that is escaped in an address, the slash alone is handed on as it came.
    private static async Task<IResult> ShowAsync(string id, HttpContext http, Timeline timeline, Settings settings, CancellationToken ct) =>
        await timeline.OfAsync(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct) is { } found
            ? await Pages.ShowAsync<TitlePage, TitleTimeline>(http, found.Title, PageOf(found, http.Request, settings.Zone))
            : await Pages.NotFoundAsync(http, Say("titles.unknown", id));

    // Counted from the oldest, so that what happens meanwhile moves no page.
    private static TitleTimeline PageOf(TimelineView found, HttpRequest request, TimeZoneInfo zone)
    {
        var all = found.Moments;
        var isPaged =
            int.TryParse(request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before < all.Count;
        var end = isPaged ? before : all.Count;
        var start = Math.Max(0, end - PageSize);
        var address = AddressOf(found.Id);
        return new TitleTimeline(found.Id, found.Title, DaysOf(all.Skip(start).Take(end - start), zone))
        {
            IsComplete = found.Complete,
            First = isPaged ? address : null,
            Next = start > 0 ? string.Create(CultureInfo.InvariantCulture, $"{address}?before={start}") : null,
        };
    }

    private static IReadOnlyList<TitleDay> DaysOf(IEnumerable<Moment> moments, TimeZoneInfo zone) =>
        [
            .. moments
                .Reverse()
                .GroupBy(moment => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment.At, zone).DateTime))
                .Select(day => new TitleDay(day.Key, [.. day])),
        ];
}
