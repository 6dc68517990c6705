using Couriarr.Jobs;

namespace Couriarr.Features.Movies;

/// <summary>Why a movie is looked at: what it leads to, and how soon, depends on it.</summary>
public enum Occasion
{
    /// <summary>An app told of it.</summary>
    Webhook,

    /// <summary>A person asked.</summary>
    User,

    /// <summary>It was time to.</summary>
    Schedule,
}

internal static class Occasions
{
    /// <summary>People first, then news at the priority of its kind, then what nobody waits for.</summary>
    public static EnqueueOptions Wish(this Occasion occasion) =>
        occasion switch
        {
            Occasion.User => new EnqueueOptions(Priority: JobPriority.High),
            Occasion.Schedule => new EnqueueOptions(Priority: JobPriority.Low),
            _ => new EnqueueOptions(),
        };
}
