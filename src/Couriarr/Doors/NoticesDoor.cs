using System.ComponentModel;
using System.Globalization;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>What people are told: what was, what waits, what a message would look like, and a way to have something told now.</summary>
internal static class NoticesDoor
{
    private const int LongestPage = 200;
    private const string NotByGet =
        "A GET does not send it: any page could have a browser ask for that. Use POST, or show the full API key in a header (unless server.get_may_act is off).";
    private const string NoSummary =
        "No channel in use wants to hear the summary: look at their events, min_severity and role. It is the event 'digest', of severity info.";
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
                $"To all channels in use, or to one. By GET only for the full API key in a header, and while server.get_may_act is on.",
                Asked.Example,
                StatusCodes.Status202Accepted
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status405MethodNotAllowed, StatusCodes.Status409Conflict);
        app.MapMethods("/summary/send", Ways, SummariseAsync)
            .Explained(
                "Messages",
                "Send the daily summary",
                $"Of the day before today, or of a day, however often it was sent already. By GET only for the full API key in a header, and while server.get_may_act is on.",
                Asked.Example,
                StatusCodes.Status202Accepted
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status405MethodNotAllowed, StatusCodes.Status409Conflict);
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

    private static async Task<IResult> TestAsync(
        NoticeDesk desk,
        CouriarrOptions options,
        HttpContext http,
        CancellationToken ct,
        string? channel = null
    )
    {
        if (!MayAct(http, options))
            return OnlyByPost(http);
        var channels = await desk.ChannelsAsync(ct);
        if (channel is not null && !channels.Contains(channel))
            return Answers.NotFound($"There is no channel '{channel}' in use. There are: {List(channels)}.");
        if (channels.Count == 0)
            return Nobody();
        return Accepted(await desk.TestAsync(channel, ct), channel is null ? channels : [channel]);
    }

    private static async Task<IResult> SummariseAsync(
        NoticeDesk desk,
        CouriarrOptions options,
        HttpContext http,
        CancellationToken ct,
        [Description("Like 2026-02-28.")] string? day = null
    )
    {
        if (!MayAct(http, options))
            return OnlyByPost(http);
        DateOnly? wanted = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
        if (day is not null && (wanted is null || wanted.Value.Year is < 2000 or > 9000))
            return Answers.BadRequest($"day is '{day}'; it is a date like 2026-02-28.");
        if (wanted > desk.Today)
            return Answers.BadRequest($"day is '{day}', which has not come yet; there is nothing to sum up.");
        if ((await desk.ChannelsAsync(ct)).Count == 0)
            return Nobody();
        var channels = await desk.SummarisedAsync(ct);
        return channels.Count == 0 ? Answers.Conflict(NoSummary) : Accepted(await desk.SummariseAsync(wanted, ct), channels);
    }

    // Who shows the key with each request does not do it on behalf of a page that borrowed our address.
    private static bool MayAct(HttpContext http, CouriarrOptions options) =>
        HttpMethods.IsPost(http.Request.Method)
        || (options.Server.GetMayAct && Caller.Of(http).Standing is Standing.Key && Shown.IsInHeader(http.Request));

    private static IResult OnlyByPost(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return Answers.Sentence(StatusCodes.Status405MethodNotAllowed, NotByGet);
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
