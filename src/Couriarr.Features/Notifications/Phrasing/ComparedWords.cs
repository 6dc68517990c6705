using Couriarr.Features.Media;

namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>What is said of a comparison of both servers: a line for each library.</summary>
internal static class ComparedWords
{
    public static Notice Of(Editor editor, LibrariesCompared happened)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["comparison"] = happened.Name,
            ["queued"] = happened.Queued > 0 ? Figures.Count(happened.Queued, "file", "files") : "",
        };
        return editor.Write(Messages.Compared, facts, ("parts", Prose.Of(string.Join('\n', happened.Lines.Select(line => $"• {line}")))));
    }
}
