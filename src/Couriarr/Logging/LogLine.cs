using Couriarr.Jobs.Running;

namespace Couriarr.Logging;

/// <summary>One thing that happened, without secrets, as it goes to every log.</summary>
internal sealed record LogLine(DateTimeOffset At, LogLevel Level, string Source, string Message)
{
    /// <summary>The exception with its stack.</summary>
    public string? Error { get; init; }

    /// <summary>The job during whose run it happened.</summary>
    public JobScope? Job { get; init; }

    /// <summary>What the message was made of, and what else was known around it.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Properties { get; init; } = [];
}
