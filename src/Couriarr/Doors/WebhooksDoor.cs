using System.Text.Json;
using Couriarr.Doors.Access;
using Couriarr.Doors.Described;
using Couriarr.Features.Arr;
using Couriarr.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace Couriarr.Doors;

/// <summary>
/// Where Radarr, Sonarr and their relatives tell what they did. They tell it once and wait for the answer: it comes as soon as what they
/// said is on the disk, and before anything is done about it. A redirect would count as success with them, so there is none.
/// </summary>
internal static class WebhooksDoor
{
    private static readonly string[] Methods = ["POST", "PUT"];

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var longOnes = new SemaphoreSlim(1);
        Map(
                app,
                "/webhooks/{instance}",
                (string instance, HttpContext http, IInbox inbox, IFailPoints faults) => TakeAsync(http, inbox, faults, longOnes, instance)
            )
            .MayRefuse(StatusCodes.Status404NotFound);
        foreach (var kind in new[] { "radarr", "sonarr" })
            Map(
                app,
                $"/sync/{kind}",
                (HttpContext http, IInbox inbox, IFailPoints faults) => TakeAsync(http, inbox, faults, longOnes, kind)
            );
        Map(app, "/sync", (HttpContext http, IInbox inbox, IFailPoints faults) => TakeAsync(http, inbox, faults, longOnes, address: null));
    }

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder app, string path, Delegate take) =>
        app.MapMethods(path, Methods, take)
            .Explained(
                "Webhooks",
                "Hand in a webhook of Radarr, Sonarr, Lidarr or Readarr",
                "Answered when it is stored; what is to be done follows. The instance is the one that the address names, or for a kind the one "
                    + "that the payload names. What concerns no files is stored and ignored.",
                Examples.Webhook
            )
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new RequestSizeLimitAttribute(Limits.WebhookBody))
            .OpenTo(Entrance.Webhooks);

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        IInbox inbox,
        IFailPoints faults,
        SemaphoreSlim longOnes,
        string? address
    )
    {
        var ct = http.RequestAborted;
        using var body = await WebhookBody.ReadAsync(http.Request.Body, http.Request.ContentLength, longOnes, ct);
        faults.Reach("intake.read");
        var arrival = new Arrival(body.Bytes) { Address = address, Sender = http.Request.Headers.UserAgent };
        var receipt = await inbox.TakeAsync(arrival, ct);
        faults.Reach("intake.after_commit_before_2xx");
        return receipt.Treatment switch
        {
            Treatment.Rejected => Answers.BadRequest(receipt.Why!),
            Treatment.Misdirected => Answers.NotFound(receipt.Why!),
            // Whole and with its length: a stream in pieces takes several times as long for as little as this.
            _ => Results.Text(JsonSerializer.SerializeToUtf8Bytes(Taken.Of(receipt), Answers.Json), "application/json; charset=utf-8"),
        };
    }
}

/// <param name="Status">accepted, ignored, test or duplicate.</param>
/// <param name="Id">Its entry in the inbox; of a duplicate, the one that came first.</param>
internal sealed record Taken(string Status, long Id, string? Message, string? Warning)
{
    public static Taken Of(Receipt receipt) =>
        receipt.Treatment switch
        {
            Treatment.Accepted => new("accepted", receipt.Id!.Value, Message: null, receipt.Warning),
            Treatment.Test => new("test", receipt.Id!.Value, "Couriarr hears you.", receipt.Warning),
            Treatment.Ignored => new("ignored", receipt.Id!.Value, $"ignored: {receipt.Why}", receipt.Warning),
            _ => new("duplicate", receipt.Id!.Value, "This was told before.", receipt.Warning),
        };
}
