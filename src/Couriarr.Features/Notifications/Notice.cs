using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Notifications;

/// <summary>What people are told, the same for every channel.</summary>
/// <param name="Id">The same for every try of the same telling, so that a receiver can recognise a repetition.</param>
/// <param name="Event">By its name in the members' lists.</param>
public sealed record Notice(string Id, string Event, Severity Severity, Prose Title, Prose Body)
{
    public DateTimeOffset At { get; init; }

    /// <summary>As the catalogue has it, for channels that show pictures.</summary>
    public Uri? Poster { get; init; }

    /// <summary>Where to read on: the title's timeline.</summary>
    public Uri? Link { get; init; }

    /// <summary>For programs: what the words say, by name.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}
