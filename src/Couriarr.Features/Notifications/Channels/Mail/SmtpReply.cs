namespace Couriarr.Features.Notifications.Channels.Mail;

/// <summary>What a mail server said, all its lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>Later perhaps.</summary>
    public bool MayPass => Code is >= 400 and < 500;

    public override string ToString() => $"{Code} {string.Join(' ', Lines.Select(line => line.Trim()))}".Trim();
}
