using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Couriarr.Doors.Described;
using Couriarr.Features.Arr;
using Couriarr.Features.Intake;

namespace Couriarr.Doors;

/// <summary>Everything the apps told, what came of it, and once more.</summary>
internal static class InboxDoor
{
    private const int LongestPage = 500;
    private const int LongestText = 200;
    private static readonly string[] Outcomes = [InboxEntry.Accepted, InboxEntry.Ignored, InboxEntry.Test];

    public static void MapInbox(this IEndpointRouteBuilder app)
    {
        app.MapGet("/inbox", ListAsync)
            .Explained(
                "Inbox",
                "A page of webhooks",
                "Newest first, without their payloads; next is the address of the following page, or null.",
                Examples.InboxPage
            )
            .WithStrictQuery();
        app.MapGet("/inbox/rejected", List)
            .Explained("Inbox", "The last that were not taken", "Newest first, up to 50 since the start.", new[] { Examples.Rejected });
        app.MapGet("/inbox/{id:long}", FindAsync)
            .Explained("Inbox", "One webhook", "With its payload, without the secrets that were in it.", Examples.InboxDetail)
            .MayRefuse(StatusCodes.Status404NotFound);
        app.MapPost("/inbox/{id:long}/replay", ReplayAsync)
            .Explained(
                "Inbox",
                "Do it once more",
                "As if it came anew, though it is known: a new entry that names the old one.",
                Examples.Webhook
            )
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(
        InboxTable inbox,
        HttpRequest request,
        CancellationToken ct,
        string? instance = null,
        [Description("The type of event, as the app writes it: Download, Rename.")] string? type = null,
        [Description("accepted, ignored or test.")] string? outcome = null,
        [Description("true for those whose shape was unusual.")] bool? warned = null,
        [Description("Text anywhere in title or type; A to Z in either case.")] string? q = null,
        [Description("Only entries older than this one.")] long? before = null,
        [Description("1 to 500.")] int limit = 50
    )
    {
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        if (q?.Length > LongestText)
            return Answers.BadRequest($"q has {q.Length} characters; it may have {LongestText}.");
        if (outcome is not null && !Outcomes.Contains(outcome))
            return Answers.BadRequest($"outcome is '{outcome}'; there are: {string.Join(", ", Outcomes)}.");
        var found = await inbox.ListAsync(new InboxQuery(instance, type, outcome, warned, q, before, limit + 1), ct);
        var page = found.Take(limit).Select(InboxView.Of).ToList();
        return Results.Json(new InboxPage(page, found.Count > limit ? NextPage(request, page[^1].Id) : null), Answers.Json);
    }

    private static IResult List(Rejections rejections) => Results.Json(rejections.Last.Select(RejectedView.Of), Answers.Json);

    private static async Task<IResult> FindAsync(long id, InboxTable inbox, CancellationToken ct) =>
        await inbox.FindAsync(id, ct) is { } entry
            ? Results.Json(new InboxDetail(InboxView.Of(entry), JsonSerializer.Deserialize<JsonElement>(entry.Payload)), Answers.Json)
            : NoSuchEntry(id);

    private static async Task<IResult> ReplayAsync(long id, InboxTable table, IInbox inbox, CancellationToken ct)
    {
        if (await table.FindAsync(id, ct) is not { } entry)
            return NoSuchEntry(id);
        var receipt = await Replay.OfAsync(entry, inbox, ct);
        return receipt.Id is null ? Answers.Conflict(receipt.Why!) : Results.Json(Taken.Of(receipt), Answers.Json);
    }

    private static IResult NoSuchEntry(long id) =>
        Answers.NotFound($"The inbox has no entry {id}: it never had, or it came so long ago that it is forgotten.");

    private static string NextPage(HttpRequest request, long last)
    {
        var kept = request.Query.Where(q => q.Key != "before").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        return request.Path + QueryString.Create([.. kept, KeyValuePair.Create("before", (string?)last.ToString(null, null))]);
    }
}

/// <summary>Hands in once more what was taken before, though it is known.</summary>
internal static class Replay
{
    public static Task<Receipt> OfAsync(InboxEntry entry, IInbox inbox, CancellationToken ct) =>
        inbox.TakeAsync(
            new Arrival(Encoding.UTF8.GetBytes(entry.Payload))
            {
                Address = entry.Address,
                ReplayOf = entry.Id,
                FromHistory = entry.FromHistory,
            },
            ct
        );
}

/// <param name="Deliveries">How often the same was told.</param>
/// <param name="JobId">The job that sees to it; null for what concerns no files, and until the queue has it.</param>
/// <param name="Note">What came of it.</param>
internal sealed record InboxView(
    long Id,
    string Instance,
    string App,
    string EventType,
    string Outcome,
    string? WorkKey,
    string? Title,
    string? Warning,
    DateTimeOffset ReceivedAt,
    long Deliveries,
    long? ReplayedFrom,
    long? JobId,
    DateTimeOffset? HandledAt,
    string? Note
)
{
    public static InboxView Of(InboxEntry entry) =>
        new(
            entry.Id,
            entry.Instance,
            entry.App,
            entry.EventType,
            entry.Outcome,
            entry.WorkKey,
            entry.Title,
            entry.Warning,
            entry.ReceivedAt,
            entry.Deliveries,
            entry.ReplayedFrom,
            entry.JobId,
            entry.HandledAt,
            entry.Note
        );
}

internal sealed record InboxPage(IReadOnlyList<InboxView> Entries, string? Next);

internal sealed record InboxDetail(InboxView Entry, JsonElement Payload);

/// <param name="Text">Its first 16 KiB.</param>
internal sealed record RejectedView(DateTimeOffset At, string? Address, string? Sender, string Error, int Bytes, string Text)
{
    public static RejectedView Of(Rejection rejection) =>
        new(rejection.At, rejection.Address, rejection.Sender, rejection.Why, rejection.Bytes, rejection.Text);
}
