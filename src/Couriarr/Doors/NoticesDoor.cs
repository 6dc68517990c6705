using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>What people are told: what was, what waits, what a message would look like, and a way to have something told now.</summary>
internal static class NoticesDoor
{
    private const int LongestPage = 200;
    private const string OnlyByKey = "A GET sends it only for the API key: to a browser any page could do that. Others use POST.";
    private static readonly string[] States = ["waiting", "sending", "sent", "skipped", "failed"];
    private static readonly string[] Ways = [HttpMethods.Get, HttpMethods.Post];

    public static void MapNotices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/notices", ListAsync)
            .Explained(
                "Messages",
                "What people were told or are to be told",
                "Newest first, one for each channel; next is the address of the following page. A note says why it waits or failed.",
                NoticePage.Example
            )
            .WithStrictQuery();
        app.MapMethods("/test", Ways, TestAsync)
            .Explained(
                "Messages",
                "Send a test message",
                $"To all channels in use, or to one. {OnlyByKey}",
                Asked.Example,
                StatusCodes.Status202Accepted
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status405MethodNotAllowed, StatusCodes.Status409Conflict);
        app.MapMethods("/summary/send", Ways, SummariseAsync)
            .Explained(
                "Messages",
                "Send the daily summary",
                $"Of the day before today, or of a day, however often it was sent already. {OnlyByKey}",
                Asked.Example,
                StatusCodes.Status202Accepted
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status405MethodNotAllowed, StatusCodes.Status409Conflict);
        app.MapPost("/messages/preview", Preview)
            .Explained(
                "Messages",
                "Show what a message looks like",
                "With made-up values, in the words in force or in those that are sent. marked shows emphasis; each channel writes that in its own way.",
                new Previewed("Movie Synced", "Dune (2021)\nQuality: Bluray-1080p", "*Dune* (2021)\nQuality: Bluray-1080p")
            )
            .MayRefuse(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ListAsync(
        NoticeTable table,
        CancellationToken ct,
        [Description("waiting, sending, sent, skipped or failed.")] string? state = null,
        string? channel = null,
        [Description("Only older ones than this id.")] long? before = null,
        [Description("1 to 200.")] int limit = 50
    )
    {
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        if (state is not null && !States.Contains(state))
            return Answers.BadRequest($"'{state}' is no state of a notice. There are: {string.Join(", ", States)}.");
        var notices = await table.ListAsync(state, channel, before, limit, ct);
        return Results.Json(NoticePage.Of(notices, state, channel, limit), Answers.Json);
    }

    private static async Task<IResult> TestAsync(NoticeDesk desk, HttpContext http, CancellationToken ct, string? channel = null)
    {
        if (!MayAct(http))
            return NotByGet(http);
        var channels = await desk.ChannelsAsync(ct);
        if (channel is not null && !channels.Contains(channel))
            return Answers.NotFound($"There is no channel '{channel}' in use. There are: {List(channels)}.");
        if (channels.Count == 0)
            return Nobody();
        return Accepted(await desk.TestAsync(channel, ct), channel is null ? channels : [channel]);
    }

    private static async Task<IResult> SummariseAsync(
        NoticeDesk desk,
        HttpContext http,
        CancellationToken ct,
        [Description("Like 2026-02-28.")] string? day = null
    )
    {
        if (!MayAct(http))
            return NotByGet(http);
        DateOnly? wanted = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
        if (day is not null && (wanted is null || wanted.Value.Year is < 2000 or > 9000))
            return Answers.BadRequest($"day is '{day}'; it is a date like 2026-02-28.");
        var channels = await desk.ChannelsAsync(ct);
        return channels.Count == 0 ? Nobody() : Accepted(await desk.SummariseAsync(wanted, ct), channels);
    }

    private static IResult Preview(PreviewWish wish, NoticeDesk desk) =>
        wish.Message is not { } message ? Answers.BadRequest("Say which message: {\"message\": \"delivered-movie\"}.")
        : desk.Preview(message, wish.Title, wish.Body, out var mistakes) is { } notice
            ? Results.Json(new Previewed(notice.Title.Plain, notice.Body.Plain, Previewed.Mark(notice.Body)), Answers.Json)
        : Answers.BadRequest(string.Join(" ", mistakes));

    // Who shows the key with each request does not do it on behalf of a page that borrowed our address.
    private static bool MayAct(HttpContext http) => HttpMethods.IsPost(http.Request.Method) || Caller.Of(http).Standing is Standing.Key;

    private static IResult NotByGet(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return Answers.Sentence(StatusCodes.Status405MethodNotAllowed, OnlyByKey);
    }

    private static IResult Nobody() =>
        Answers.Conflict(
            "There is no channel in use, so nobody would be told. Add one in channels of the configuration, or by POST /members/channels."
        );

    private static IResult Accepted(JobId job, IReadOnlyList<string> channels) =>
        Results.Json(new Asked(job, channels), Answers.Json, statusCode: StatusCodes.Status202Accepted);

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}

/// <param name="JobId">Its follow-ups, one for each channel, are in the tree of GET /jobs/{id}.</param>
/// <param name="Channels">Those in use that it may go to.</param>
internal sealed record Asked(JobId JobId, IReadOnlyList<string> Channels)
{
    public static Asked Example { get; } = new(new JobId(1234), ["telegram", "discord"]);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PreviewWish(string? Message, string? Title, string? Body);

/// <param name="Marked">With *bold*, _italic_ and `code`, as templates have them.</param>
internal sealed record Previewed(string Title, string Text, string Marked)
{
    public static string Mark(Prose prose) => string.Concat(prose.Phrases.Select(Mark));

    private static string Mark(Phrase phrase) =>
        phrase.Emphasis switch
        {
            Emphasis.Bold => $"*{phrase.Text}*",
            Emphasis.Italic => $"_{phrase.Text}_",
            Emphasis.Code => $"`{phrase.Text}`",
            _ => phrase.Text,
        };
}

internal sealed record NoticePage(IReadOnlyList<ShownNotice> Notices, string? Next)
{
    public static NoticePage Example { get; } =
        new(
            [
                new ShownNotice(12, "telegram", "telegram", "delivered", "sent")
                {
                    Severity = "info",
                    Title = "Movie Synced",
                    Text = "Dune (2021)\nQuality: Bluray-1080p\nSize: 14.0 GB\nDuration: 45.2s",
                    Work = "radarr-hd:12",
                    CreatedAt = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                    SentAt = new DateTimeOffset(2026, 1, 1, 12, 0, 1, TimeSpan.Zero),
                    JobId = 1234,
                },
            ],
            "/notices?before=12&limit=50"
        );

    public static NoticePage Of(IReadOnlyList<ShownNotice> notices, string? state, string? channel, int limit)
    {
        var filters = string.Concat(
            new[] { ("state", state), ("channel", channel) }
                .Where(filter => filter.Item2 is not null)
                .Select(filter => $"&{filter.Item1}={Uri.EscapeDataString(filter.Item2!)}")
        );
        var next = string.Create(
            CultureInfo.InvariantCulture,
            $"/notices?before={(notices.Count > 0 ? notices[^1].Id : 0)}&limit={limit}{filters}"
        );
        return new(notices, notices.Count < limit ? null : next);
    }
}
