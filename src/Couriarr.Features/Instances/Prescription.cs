using Couriarr.Features.Arr;
using Couriarr.Features.Configuration.Showing;

namespace Couriarr.Features.Instances;

/// <summary>The mapping that would mend a way, and what becomes of the one there is. Pure.</summary>
/// <param name="Instance">Whom it is for alone; null when it is for all.</param>
/// <param name="Heading">What to do with it; null when there is nothing that it could be mixed up with.</param>
internal sealed record Prescription(string From, string Source, string Destination, string? Instance, string? Heading)
{
    /// <param name="library">The folder of the file's kin, as the app sees it.</param>
    /// <param name="source">Where that is for us.</param>
    /// <param name="old">The mapping that counts now.</param>
    public static Prescription For(string library, string source, Way? old, string? owner, Func<string, string> destinationFor)
    {
        if (old is null)
            return new(library, source, destinationFor(library.Split('/')[^1]), owner, Heading: null);
        // The longest wins: an entry for a folder further up would change nothing.
        if (Within(old.From, library) is { Length: > 0 } deeper)
            return new(old.From, Path.Join(source, deeper), old.Destination, owner, HeadingOf(old, old.Instance == owner));
        var rest = Within(library, old.From) ?? "";
        var destination = rest.Length == 0 ? old.Destination : Path.Join(old.Destination, rest);
        return new(library, source, destination, owner, HeadingOf(old, old.Instance == owner && rest.Length == 0));
    }

    public string Lines(ArrApp app)
    {
        var type = app switch
        {
            ArrApp.Radarr => "movie",
            ArrApp.Sonarr => "tv",
            ArrApp.Lidarr => "music",
            _ => "book",
        };
        var places = $"from: {YamlText.Of(From)}, source: {YamlText.Of(Source)}, destination: {YamlText.Of(Destination)}";
        var entry = $"    - {{ {places}, type: {type}{Whose(Instance)} }}";
        return $"paths:\n  mappings:\n{(Heading is null ? "" : $"    # {Heading}\n")}{entry}";
    }

    private static string HeadingOf(Way old, bool isReplaced)
    {
        var entry = $"the entry {{ from: {YamlText.Of(old.From)}{Whose(old.Instance)} }}";
        return isReplaced ? $"In place of {entry}:" : $"Beside {entry}, which stays for all else:";
    }

    private static string Whose(string? instance) => instance is null ? "" : $", instance: {YamlText.Of(instance)}";

    /// <returns>Empty for the folder itself, null for what is not in it.</returns>
    private static string? Within(string path, string folder) =>
        path.TrimEnd('/') == folder.TrimEnd('/') ? ""
        : path.StartsWith($"{folder.TrimEnd('/')}/", StringComparison.Ordinal) ? path.Trim('/')[folder.Trim('/').Length..].Trim('/')
        : null;
}
