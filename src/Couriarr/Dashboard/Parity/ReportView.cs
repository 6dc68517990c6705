using System.Globalization;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Runs;

namespace Couriarr.Dashboard.Parity;

/// <summary>One comparison: its libraries beside the one before, and below its files or titles.</summary>
internal sealed record ReportView(Run Run, ReportFilter Filter)
{
    /// <summary>What each library was before.</summary>
    public required IReadOnlyDictionary<string, LibraryOutcome> Before { get; init; }
    public IReadOnlyList<Finding> Files { get; init; } = [];
    public IReadOnlyList<TitleLine> Titles { get; init; } = [];
    public string? First { get; init; }
    public string? Next { get; init; }
}

/// <summary>What a person wants to see of a comparison, as the address of the page says it.</summary>
/// <param name="After">The last file or title of the page before.</param>
internal sealed record ReportFilter(long Run, string? Library, string? Standing, bool ByTitle, string? After)
{
    public const int PageSize = 100;

    public string[] Standings => Standing is null ? [] : [Standing];
    public long AfterFile => long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public static ReportFilter Of(long run, HttpRequest request) =>
        new(
            run,
            Given(request, "library"),
            Given(request, "standing") is { } word && StandingWords.All.Contains(word) ? word : null,
            Given(request, "by") is "title",
            Given(request, "after")
        );

    public string Address =>
        $"/ui/parity/reports/{Run.ToString(CultureInfo.InvariantCulture)}"
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["by"] = ByTitle ? "title" : null,
                ["library"] = Library,
                ["standing"] = ByTitle ? null : Standing,
                ["after"] = After,
            }.Where(pair => pair.Value is not null)
        );

    private static string? Given(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString().Trim();
        return text.Length is 0 or > 300 ? null : text;
    }
}
