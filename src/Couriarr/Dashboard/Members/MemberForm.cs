using System.Text.Json.Nodes;
using Couriarr.Dashboard.Instances;
using Couriarr.Doors;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Members;

/// <summary>A member to be added or changed, as a form: what stands in it, and what is wrong with that.</summary>
internal sealed record MemberForm(KindView Kind, string Name, IReadOnlyList<FieldView> Fields)
{
    public bool IsNew { get; init; }

    /// <summary>The state that the change is made upon.</summary>
    public string Version { get; init; } = "";

    public string? NameWrong { get; init; }

    /// <summary>What is wrong, as far as it belongs to no field.</summary>
    public string? Wrong { get; init; }

    /// <summary>What came of a trial.</summary>
    public Greeting? Greeting { get; init; }

    /// <summary>The configuration names it, and is back at the next start unless it says the same.</summary>
    public bool IsFromFile { get; init; }

    /// <summary>The options that all of its family have.</summary>
    public IReadOnlyCollection<string> Terms { get; init; } = [];

    /// <summary>Where to go after it; empty for the usual page.</summary>
    public string Back { get; init; } = "";

    /// <summary>What it would tell, of a channel that is stored.</summary>
    public PreviewView? Preview { get; init; }

    /// <summary>It was tried, and nothing was to be stored.</summary>
    public bool IsTried { get; init; }

    /// <summary>What an app told when it was tried.</summary>
    public AppFinding? Finding { get; init; }

    public string Family => Kind.Family;
    public bool IsWrong => Wrong is not null || NameWrong is not null || Fields.Any(one => one.Wrong is not null);
    public string Path => IsNew ? $"/ui/add/{Family}" : MemberPages.AddressOf(Family, Name);
    public MemberWish Wish => new(Name, Kind.Kind, Enabled: null, Options);

    private JsonObject Options =>
        new(Fields.Select(one => KeyValuePair.Create(one.Option.Name, one.Node)).Where(pair => pair.Value is not null));

    public static MemberForm Blank(KindView kind) => new(kind, kind.Kind, [.. kind.Options.Select(FieldView.Blank)]) { IsNew = true };

    public static MemberForm Of(KindView kind, MemberEntry entry)
    {
        var shown = entry.Shown();
        return new(kind, entry.Name, [.. kind.Options.Select(option => FieldView.Stored(option, shown[option.Name]))])
        {
            Version = entry.Row.Tag,
            IsFromFile = entry.Row.IsFromFile,
        };
    }

    /// <summary>With what was typed, over what is stored.</summary>
    public MemberForm Typed(IFormCollection form) =>
        this with
        {
            Name = IsNew ? form["name"].ToString().Trim() : Name,
            Version = form["version"].ToString(),
            Back = form["back"].ToString(),
            Fields = [.. Fields.Select(field => field.Typed(form))],
        };

    /// <summary>Each complaint beside the field that it is about.</summary>
    public MemberForm With(IReadOnlyList<string> troubles)
    {
        var fields = Fields.Select(field => field with { Wrong = Joined(troubles.Where(trouble => IsAbout(trouble, field))) }).ToList();
        var rest = troubles.Where(trouble => !Fields.Any(field => IsAbout(trouble, field)));
        return this with { Fields = fields, Wrong = Joined(rest) };
    }

    public MemberForm With(Trial trial) =>
        trial is { Troubles.Count: > 0 } ? With(trial.Troubles)
        : trial.Greeting is { } greeting && FieldOf(greeting.Result) is { } about ? With(about, greeting.Sentence)
        : this with { Greeting = trial.Greeting, Wrong = trial.Why };

    private MemberForm With(FieldView about, string sentence) =>
        this with
        {
            Fields = [.. Fields.Select(one => one == about ? one with { Wrong = sentence } : one)],
        };

    // Whom it is reached by and what it lets us in for are the two that can be typed wrong.
    private FieldView? FieldOf(GreetingResult result) =>
        result switch
        {
            GreetingResult.Ok or GreetingResult.Failed => null,
            GreetingResult.Unauthorized => Fields.FirstOrDefault(one => one.Option.Type == "secret"),
            _ => Fields.FirstOrDefault(one => one.Option.Name == "url"),
        };

    // A complaint names the option by its path in the configuration.
    private bool IsAbout(string trouble, FieldView field)
    {
        var path = $"{Family}.{Name}.{field.Option.Name}";
        var at = trouble.IndexOf(path, StringComparison.Ordinal);
        return at >= 0 && (at + path.Length == trouble.Length || trouble[at + path.Length] is ' ' or '.' or '[' or ',' or ':' or '\'');
    }

    private static string? Joined(IEnumerable<string> sentences) => string.Join(' ', sentences) is { Length: > 0 } text ? text : null;
}

internal sealed record KindsView(string Family, IReadOnlyList<KindView> Kinds);
