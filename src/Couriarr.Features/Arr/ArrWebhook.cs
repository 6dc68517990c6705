using Couriarr.Features.Media;

namespace Couriarr.Features.Arr;

/// <summary>What a webhook turned out to be.</summary>
public abstract record ArrWebhook
{
    private ArrWebhook() { }

    /// <summary>What is not as we know it, though it was understood: the app has changed, or its settings are odd.</summary>
    public string? Warning { get; init; }

    /// <param name="Files">What the app says of each file that the event names, in their order.</param>
    public sealed record Happened(MediaEvent Event, IReadOnlyList<FileMark> Files) : ArrWebhook;

    /// <summary>Somebody pressed Test. Its ids and paths are invented.</summary>
    public sealed record Test : ArrWebhook;

    /// <summary>Nothing that concerns files.</summary>
    public sealed record Ignored(string Why) : ArrWebhook;

    /// <summary>Nothing can be made of it.</summary>
    public sealed record Refused(string Why) : ArrWebhook;
}

/// <summary>By what a file is told from all others.</summary>
/// <param name="Id">The app's own number for it, which it gives to no other; a manual call may have none.</param>
/// <param name="Added">When the app took it in: to the second, or to the thousandth where it says as much.</param>
public sealed record FileMark(long? Id, string Path, long? Size, string? Added)
{
    /// <summary>Its path before it was renamed.</summary>
    public string? From { get; init; }
}
