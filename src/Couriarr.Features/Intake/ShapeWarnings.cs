using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Intake;

/// <summary>Tells the owner once of every way in which an instance's webhooks are not as they are known to be.</summary>
internal sealed class ShapeWarnings(ILogger<ShapeWarnings> log)
{
    private const int Most = 500;
    private readonly ConcurrentDictionary<(string Instance, string Warning), bool> _told = [];

    public void Tell(Sender sender, string? warning)
    {
        if (warning is null || _told.Count >= Most || !_told.TryAdd((sender.Instance, warning), true))
            return;
        log.LogWarning(
            "A webhook of {Instance} has an unusual shape: {Warning}. It was taken; if files are missing, look at /inbox?warned=true",
            sender.Instance,
            warning
        );
    }
}
