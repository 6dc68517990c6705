using System.ComponentModel;
using System.Globalization;
using Couriarr.Dashboard.Account;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Described;
using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access.Trail;

/// <summary>Who changed what, for the owner to look through.</summary>
internal static class AuditDoor
{
    private const int LongestPage = 500;

    private static readonly AuditPage Example = new(
        [new AuditView(7, DateTimeOffset.UnixEpoch, "admin", "Retry a job", "/jobs/1234/retry", "192.0.2.7")],
        "/audit?before=7"
    );

    public static void MapAudit(this IEndpointRouteBuilder app) =>
        app.MapGet("/audit", ListAsync)
            .Explained(
                "Watching",
                "The audit trail",
                "Newest first, of half a year; next is the address of the following page, or null. Browsers are led to the page.",
                Example
            )
            .WithStrictQuery();

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        AuditTrail trail,
        CancellationToken ct,
        [Description("Only what is older than this id.")] long? before = null,
        int limit = 50
    )
    {
        if (Pages.IsWantedBy(request))
            return Pages.GoTo(request.HttpContext, AccountPages.Audit);
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        var found = await trail.ListAsync(before, limit, ct);
        var next = found.Count < limit ? null : string.Create(CultureInfo.InvariantCulture, $"/audit?before={found[^1].Id}&limit={limit}");
        return Results.Json(new AuditPage([.. found.Select(AuditView.Of)], next), Answers.Json);
    }
}

internal sealed record AuditPage(IReadOnlyList<AuditView> Entries, string? Next);

internal sealed record AuditView(long Id, DateTimeOffset At, string Who, string What, string Thing, string Address)
{
    public static AuditView Of(AuditEntry entry) =>
        new(entry.Id, entry.At, entry.Deed.Who, entry.Deed.What, entry.Deed.Thing, entry.Deed.Address);
}
