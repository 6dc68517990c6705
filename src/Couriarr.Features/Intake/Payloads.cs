using Couriarr.Features.Media;

namespace Couriarr.Features.Intake;

/// <summary>Tells from the inbox what apps told.</summary>
internal sealed class Payloads(InboxTable inbox) : IPayloads
{
    public async Task<string?> FindAsync(long webhook, CancellationToken ct) => (await inbox.FindAsync(webhook, ct))?.Payload;
}
