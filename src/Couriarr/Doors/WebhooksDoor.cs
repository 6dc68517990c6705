using System.Buffers;
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
    private const long LongestBody = 2 * 1024 * 1024;
    private const int FirstBuffer = 16 * 1024;
    private static readonly string[] Methods = ["POST", "PUT"];

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        Map(
                app,
                "/webhooks/{instance}",
                (string instance, HttpContext http, IInbox inbox, IFailPoints faults) => TakeAsync(http, inbox, faults, instance)
            )
            .MayRefuse(StatusCodes.Status404NotFound);
        foreach (var kind in new[] { "radarr", "sonarr" })
            Map(app, $"/sync/{kind}", (HttpContext http, IInbox inbox, IFailPoints faults) => TakeAsync(http, inbox, faults, kind));
        Map(app, "/sync", (HttpContext http, IInbox inbox, IFailPoints faults) => TakeAsync(http, inbox, faults, address: null));
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
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
            .OpenTo(Entrance.Webhooks);

    private static async Task<IResult> TakeAsync(HttpContext http, IInbox inbox, IFailPoints faults, string? address)
    {
        var (buffer, length) = await ReadAsync(http.Request, http.RequestAborted);
        try
        {
            faults.Reach("intake.read");
            var arrival = new Arrival(buffer.AsMemory(0, length)) { Address = address, Sender = http.Request.Headers.UserAgent };
            var receipt = await inbox.TakeAsync(arrival, http.RequestAborted);
            faults.Reach("intake.after_commit_before_2xx");
            return receipt.Treatment switch
            {
                Treatment.Rejected => Answers.BadRequest(receipt.Why!),
                Treatment.Misdirected => Answers.NotFound(receipt.Why!),
                _ => Results.Json(Taken.Of(receipt), Answers.Json),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<(byte[] Buffer, int Length)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength + 1 ?? FirstBuffer, LongestBody));
        var length = 0;
        int read;
        while ((read = await request.Body.ReadAsync(buffer.AsMemory(length), ct)) > 0)
        {
            length += read;
            if (length == buffer.Length)
                buffer = Grown(buffer);
        }
        return (buffer, length);
    }

    private static byte[] Grown(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
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
