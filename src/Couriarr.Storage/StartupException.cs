namespace Couriarr.Storage;

/// <summary>The program cannot start. The message is for the owner: what is wrong, and what to do about it.</summary>
public sealed class StartupException(string message, int exitCode, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The configuration or its surroundings have to change first (EX_CONFIG): starting again does not help.</summary>
    public const int Configuration = 78;

    /// <summary>Anything else (EX_SOFTWARE).</summary>
    public const int Failure = 70;

    public int ExitCode { get; } = exitCode;

    /// <summary>Another Couriarr has the data folder; it can be asked instead.</summary>
    public bool IsAlreadyRunning { get; init; }
}
