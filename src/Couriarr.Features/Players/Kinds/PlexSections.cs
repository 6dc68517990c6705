using System.Text.Json;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Media;

namespace Couriarr.Features.Players.Kinds;

/// <param name="Key">Its id, as text.</param>
/// <param name="Type">movie, show or artist.</param>
internal sealed record PlexSection(string Key, string Type, string Title, IReadOnlyList<string> Locations);

/// <summary>The libraries of a Plex, and which of them a folder belongs to.</summary>
/// <param name="Chosen">The ids that the owner said; empty to find them out.</param>
internal sealed record PlexSections(string Who, IReadOnlyList<PlexSection> All, IReadOnlyCollection<string> Chosen)
{
    public static PlexSections Read(JsonElement answer, PlexOptions options, string who)
    {
        // Very old servers say it in a list of another name.
        var container = answer.At("MediaContainer") ?? answer;
        var items = container.Items("Directory").Concat(container.Items("_children"));
        return new PlexSections(who, [.. items.Select(Read)], [.. options.Sections.Values]);
    }

    /// <summary>By type, and by the longest folder that contains it. Several when several have just that folder.</summary>
    public IReadOnlyList<PlexSection> For(MediaType type, string folder)
    {
        var fitting = OfType(type)
            .Select(section => (Section: section, Length: Fit(section, folder)))
            .Where(fit => fit.Length >= 0)
            .ToList();
        return [.. fitting.Where(fit => fit.Length == fitting.Max(other => other.Length)).Select(fit => fit.Section)];
    }

    public string Advice(MediaType type, string folder)
    {
        var word = Word(type);
        var there = OfType(type).Select(section => $"{section.Title} ({section.Key}: {string.Join(", ", section.Locations)})").ToList();
        return there.Count == 0
            ? $"{Who} has no library of the type {word}{(Chosen.Count > 0 ? " with an id of its 'sections'" : "")}."
            : $"No {word} library of {Who} contains {folder}. It has: {string.Join("; ", there)}. Set its 'paths', so that our folder becomes one of these.";
    }

    // Ids that were said for another type say nothing about this one.
    private List<PlexSection> OfType(MediaType type)
    {
        var all = All.Where(section => section.Type == Word(type)).ToList();
        var chosen = all.Where(section => Chosen.Contains(section.Key)).ToList();
        return chosen.Count > 0 ? chosen : all;
    }

    private static int Fit(PlexSection section, string folder) =>
        section
            .Locations.Where(location => PathView.IsBelow(folder, location))
            .Select(location => location.Length)
            .DefaultIfEmpty(-1)
            .Max();

    private static PlexSection Read(JsonElement item) =>
        new(
            item.Text("key") ?? "",
            item.Text("type") ?? "",
            item.Text("title") ?? "",
            [.. item.Items("Location").Concat(item.Items("_children")).Select(location => location.Text("path")).OfType<string>()]
        );

    private static string Word(MediaType type) =>
        type switch
        {
            MediaType.Movie => "movie",
            MediaType.Tv => "show",
            _ => "artist",
        };
}
