using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Dashboard.Shows;

/// <summary>A page of the catalogue.</summary>
/// <param name="Objection">Why nothing is added; null when it is.</param>
internal sealed record ShowsView(ShowFilter Filter, IReadOnlyList<ShowLine> Shows, string? First, string? Next, string? Objection)
{
    /// <summary>How many stand where.</summary>
    public required IReadOnlyList<(ShowStatus Status, long Count)> Counts { get; init; }

    /// <summary>Why nobody looks for new ones; null when it is done.</summary>
    public string? Off { get; init; }

    /// <summary>The job that looks for new ones now.</summary>
    public long? Job { get; init; }
    public DateTimeOffset? LastRun { get; init; }
}

/// <summary>Which shows a person wants to see, as the address of the page says it.</summary>
internal sealed record ShowFilter(ShowStatus? Status, Decision? Verdict, string? Text, long After)
{
    public const string Path = "/ui/shows";
    private const int PageSize = 50;

    public bool IsEmpty => this is { Status: null, Verdict: null, Text: null };

    /// <summary>One more than a page, to know whether there is another.</summary>
    public ShowQuery Query => new(Status, Text, After, PageSize + 1) { Verdict = Verdict };

    public static ShowFilter Of(HttpRequest request) =>
        new(
            ShowStatuses.Find(Given(request, "status") ?? ""),
            Enum.TryParse<Decision>(Given(request, "verdict"), ignoreCase: true, out var verdict) && Enum.IsDefined(verdict)
                ? verdict
                : null,
            Given(request, "q"),
            long.TryParse(Given(request, "after"), out var after) ? after : 0
        );

    /// <returns>What fits on the page, with the ways to the first and to the next one.</returns>
    public (IEnumerable<KnownShow> Page, string? First, string? Next) Cut(IReadOnlyList<KnownShow> found) =>
        (
            found.Take(PageSize),
            After == 0 ? null : AddressOf(after: 0),
            found.Count > PageSize ? AddressOf(found[PageSize - 1].Show.Id) : null
        );

    public static string With(ShowStatus status) => $"{Path}?status={status.Word()}";

    private string AddressOf(long after) =>
        Path
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["status"] = Status?.Word(),
                ["verdict"] = Verdict?.ToString().ToLowerInvariant(),
                ["q"] = Text,
                ["after"] = after == 0 ? null : after.ToString(null, null),
            }.Where(pair => pair.Value is not null)
        );

    private static string? Given(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString().Trim();
        return text.Length is 0 or > 200 ? null : text;
    }
}
