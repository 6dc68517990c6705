using System.Text.Encodings.Web;
using System.Text.Json;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Notifications.Telling;

namespace Couriarr.Dashboard.Members;

/// <summary>What a channel would be sent, with made-up values.</summary>
internal sealed class Previews(NoticeDesk desk, Proofs proofs)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="message">The first of all when null or unknown.</param>
    /// <returns>Null when there is no such channel, or when it cannot be used.</returns>
    public async Task<PreviewView?> OfAsync(string channel, string? message, CancellationToken ct)
    {
        var names = Messages.All.Select(known => known.Name).ToList();
        var chosen = message is not null && names.Contains(message) ? message : names[0];
        if (
            desk.Preview(chosen, title: null, body: null, out _) is not { } notice
            || await proofs.OfAsync(channel, notice, ct) is not { } sent
        )
            return null;
        return new(names, chosen, notice.Title.Plain, notice.Body.Plain, [.. sent.Select(part => part.ToJsonString(Readable))]);
    }
}
