namespace Couriarr.Bench.Journey;

/// <summary>How somebody who is to be told is today.</summary>
internal enum Health
{
    /// <summary>Refuses connections.</summary>
    Dead,

    /// <summary>Takes the request and never answers.</summary>
    Slow,

    /// <summary>Answers 429, and to come again later.</summary>
    WantsRest,
    Well,
}
