using YamlDotNet.Core;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>Says in plain words why YAML cannot be read. The usual reason, tabs, is said for every line that has one.</summary>
internal static class YamlFault
{
    public static void Explain(YamlException fault, string text, string label, Problems problems)
    {
        var tabs = text.Split('\n').Index().Where(line => IndentOf(line.Item).Contains('\t', StringComparison.Ordinal)).ToList();
        foreach (var (index, line) in tabs)
            problems.Error(
                new Origin(Voice.File, label, index + 1, line.IndexOf('\t', StringComparison.Ordinal) + 1),
                "a tab stands in the indentation, which YAML forbids. Use spaces."
            );
        if (tabs.Count == 0)
            problems.Error(new Origin(Voice.File, label, fault.Start.Line, fault.Start.Column), Words(fault));
    }

    private static string IndentOf(string line) => line[..(line.Length - line.TrimStart().Length)];

    // The parser quotes nothing of the file in its messages, so no secret can be in them.
    private static string Words(YamlException fault) =>
        fault is TooDeep
            ? fault.Message
            : $"this is not YAML: {fault.Message.TrimEnd('.')}. Look at this line and the one above: a missing quote, colon or space.";
}

internal sealed class TooDeep(Mark at, string message) : YamlException(at, at, message);
