using Couriarr.Features.Configuration;
using Couriarr.Features.Instances;
using Couriarr.Features.Places;
using Couriarr.Saving;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Mappings;

/// <summary>A mapping to be added or changed: what was typed, and what is wrong with it beside each field.</summary>
internal sealed record MappingForm(TypedMapping Typed)
{
    /// <summary>The key of the one that is changed; null when it is to be a new one.</summary>
    public string? Was { get; init; }
    public string Back { get; init; } = MappingsPages.Home;
    public IReadOnlyDictionary<string, string> Wrong { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong, as far as it belongs to no field.</summary>
    public string? Alert { get; init; }

    /// <summary>What should be thought about and does not hinder.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>What both folders look like now; none before somebody asked.</summary>
    public IReadOnlyList<FolderLine> Folders { get; init; } = [];

    /// <summary>The names of the apps there are.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    public bool IsWrong => Alert is not null || Wrong.Count > 0;

    /// <param name="index">Its place among the mappings of the draft.</param>
    public MappingForm With(Draft draft, int index)
    {
        var path = $"paths.mappings[{index}]";
        var wrong = Typed
            .Fields.Keys.Select(field =>
                (field, Said: Joined(draft.Errors.Where(one => IsAbout(one, $"{path}.{field}")), $"{path}.{field}"))
            )
            .Where(one => one.Said is not null)
            .ToDictionary(one => one.field, one => one.Said!);
        if (Typed.Instance.Length > 0 && !Instances.Contains(Typed.Instance))
            wrong["instance"] = Say("mappings.no_instance", Typed.Instance);
        var rest = draft.Errors.Where(one => !Typed.Fields.Keys.Any(name => IsAbout(one, $"{path}.{name}")));
        var doubts = draft.Config.Problems.Warnings.Where(one => IsAbout(one, path) && !IsAbout(one, $"{path}.instance"));
        return this with { Wrong = wrong, Alert = Joined(rest, path), Doubts = [.. doubts.Select(one => Plain(one, path))] };
    }

    private static bool IsAbout(Problem problem, string path) =>
        problem.Sentence.StartsWith(path, StringComparison.Ordinal)
        && (problem.Sentence.Length == path.Length || !char.IsLetterOrDigit(problem.Sentence[path.Length]));

    private static string? Joined(IEnumerable<Problem> problems, string path) =>
        string.Join(' ', problems.Select(one => Plain(one, path))) is { Length: > 0 } text ? text : null;

    // For whoever writes files: where it stands there, and how it would be written.
    private static string Plain(Problem problem, string path)
    {
        var end = problem.Sentence.IndexOf(" Write it like this:", StringComparison.Ordinal);
        var text = (end < 0 ? problem.Sentence : problem.Sentence[..end]).Replace($"{path} ", "", StringComparison.Ordinal);
        end = text.IndexOf(" Set it, or the variable", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}

/// <param name="Trouble">Null when it can be used.</param>
/// <param name="Mount">What it lies on; null when nobody can say.</param>
internal sealed record FolderLine(Side Side, string Folder, string? Trouble, string? Mount)
{
    public static FolderLine Of(Side side, string folder, FirstLook look) => new(side, folder, look.Trouble, look.Mount);
}
