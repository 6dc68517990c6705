namespace Couriarr.Jobs.Running;

/// <summary>What a run came to, before anybody judges it.</summary>
internal abstract record Outcome
{
    private Outcome() { }

    internal sealed record Ended(JobResult Result) : Outcome;

    internal sealed record Failed(Exception Error) : Outcome;

    /// <summary>A person cancelled it.</summary>
    internal sealed record Stopped : Outcome;

    /// <summary>The program is shutting down.</summary>
    internal sealed record Interrupted : Outcome;

    /// <summary>Its worker died under it.</summary>
    internal sealed record Crashed : Outcome;

    /// <summary>This version of the program cannot read it.</summary>
    internal sealed record NotUnderstood(string Why) : Outcome;

    /// <summary>It cannot be done on this node, and may be on another.</summary>
    internal sealed record LeftToOthers(string Why) : Outcome;

    /// <summary>Another run holds it now.</summary>
    internal sealed record Lost : Outcome;
}
