using System.Text;
using Couriarr.Features.Arr;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Intake;

/// <summary>Reads again what was accepted.</summary>
internal static class Reading
{
    public static ArrWebhook.Happened Of(InboxEntry entry)
    {
        using var payload = ArrPayload.Open(Encoding.UTF8.GetBytes(entry.Payload), out var objection);
        return payload?.Read(ArrApps.OfKind(entry.App), entry.Instance) switch
        {
            ArrWebhook.Happened happened => happened,
            ArrWebhook.Refused refused => throw new PermanentException(refused.Why),
            _ => throw new PermanentException($"Entry {entry.Id} is not what was accepted: {objection ?? "it concerns no files"}."),
        };
    }

    /// <summary>What of it an earlier entry did not bring already; null when that is nothing.</summary>
    public static MediaEvent? NewsIn(InboxEntry entry, MediaEvent happened)
    {
        if (happened is not MediaImported imported || entry.HeardBefore.Count == 0)
            return happened;
        var files = imported.Files.Where((_, i) => !entry.HeardBefore.Contains(i)).ToList();
        return files.Count > 0 ? imported with { Files = files } : null;
    }
}
