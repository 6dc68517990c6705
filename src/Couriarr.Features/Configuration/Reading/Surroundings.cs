using System.Collections;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>What lies around the program when it starts: its environment and its folder.</summary>
public sealed record Surroundings(IReadOnlyDictionary<string, string> Variables, string Folder)
{
    /// <summary>The folder in which the default data folder lies, wherever the program was started.</summary>
    public const string Home = "COURIARR_HOME";

    public static Surroundings OfThisProcess() =>
        new(
            Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
            Directory.GetCurrentDirectory()
        );

    /// <summary>An empty variable is one that is not set: compose files pass them on like that.</summary>
    public string? Variable(string name) => Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
