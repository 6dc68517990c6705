using System.Globalization;
using Couriarr.Features.Intake;

namespace Couriarr.Dashboard.Inbox;

/// <summary>A page of webhooks, filtered.</summary>
internal sealed record InboxView(InboxFilter Filter, IReadOnlyList<InboxEntry> Entries, string? First, string? Next)
{
    public required IReadOnlyList<string> Instances { get; init; }

    /// <summary>How many were not taken since the start.</summary>
    public required int Rejected { get; init; }
}

/// <summary>One webhook with what was in it.</summary>
/// <param name="Payload">Without the secrets that were in it.</param>
internal sealed record EntryView(InboxEntry Entry, string Payload);

internal sealed record RejectedView(IReadOnlyList<Rejection> Last);

/// <summary>What a person wants to see of the inbox, as the address of the page says it.</summary>
internal sealed record InboxFilter(string? Instance, string? Outcome, bool IsWarned, string? Text, long? Before)
{
    private const string Path = "/ui/inbox";
    private const int PageSize = 50;
    public static readonly IReadOnlyList<string> Outcomes = [InboxEntry.Accepted, InboxEntry.Ignored, InboxEntry.Test];

    public bool IsEmpty => this is { Instance: null, Outcome: null, IsWarned: false, Text: null };

    public static InboxFilter Of(HttpRequest request) =>
        new(
            Given(request, "instance"),
            Given(request, "outcome") is { } word && Outcomes.Contains(word) ? word : null,
            Given(request, "warned") is "true",
            Given(request, "q"),
            long.TryParse(Given(request, "before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null
        );

    /// <summary>One more than a page, to know whether there is another.</summary>
    public InboxQuery Query => new(Instance, Type: null, Outcome, IsWarned ? true : null, Text, Before, PageSize + 1);

    public InboxView With(IReadOnlyList<InboxEntry> found, IReadOnlyList<string> instances, int rejected) =>
        new(
            this,
            [.. found.Take(PageSize)],
            Before is null ? null : AddressOf(before: null),
            found.Count > PageSize ? AddressOf(found[PageSize - 1].Id) : null
        )
        {
            Instances = instances,
            Rejected = rejected,
        };

    private string AddressOf(long? before) =>
        Path
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["instance"] = Instance,
                ["outcome"] = Outcome,
                ["warned"] = IsWarned ? "true" : null,
                ["q"] = Text,
                ["before"] = before?.ToString(CultureInfo.InvariantCulture),
            }.Where(pair => pair.Value is not null)
        );

    private static string? Given(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString().Trim();
        return text.Length is 0 or > 200 ? null : text;
    }
}
