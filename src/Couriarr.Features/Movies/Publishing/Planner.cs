using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>
/// Says what is to be done beside a movie so that it wears what was chosen. What a person put there, changed or locked goes before all that
/// the program chose. Pure.
/// </summary>
internal static class Planner
{
    public static IReadOnlyList<Step> Of(Outfit outfit)
    {
        var wanted = ArtworkTypes.All.SelectMany(type => OfType(outfit, type)).ToList();
        return [.. wanted, .. Leftovers(outfit, wanted)];
    }

    private static IEnumerable<Step> OfType(Outfit outfit, ArtworkType type)
    {
        var chosen = outfit.Chosen.Where(one => one.Type == type && IsMeant(outfit, one)).OrderBy(one => one.Place).ToList();
        if (chosen.Count == 0)
            return [];
        var names = chosen.Select(one => ArtworkName.Of(outfit.Movie.Stem, type, one.Place, one.Extension)).ToList();
        if (!chosen.Exists(one => one.ByUser) && ForeignOf(outfit, type, names, chosen) is { } foreign)
            return
            [
                new Step(Deed.Leave, foreign, type.Word(), "It was put there or changed by somebody else. Pick an image to replace it."),
            ];
        return chosen.Select((one, i) => Towards(outfit, one, names[i]));
    }

    // A lock holds what the program would choose; what a person chose is what it locked.
    private static bool IsMeant(Outfit outfit, Chosen one) =>
        (!outfit.OnlyRestore || outfit.WasPublished(one.Type.Word(), one.Hash))
        && (one.ByUser || !outfit.Locks.Has(one.Type) || outfit.WasPublished(one.Type.Word(), one.Hash));

    /// <returns>A file that players take for this type and that is not as we left it.</returns>
    private static string? ForeignOf(Outfit outfit, ArtworkType type, List<string> names, List<Chosen> chosen) =>
        outfit
            .There.Values.Where(file =>
                TypeOf(outfit, file.Name) == type
                && file.LooksWhole
                && !IsOurs(outfit, file)
                && !(names.IndexOf(file.Name) is >= 0 and var i && chosen[i].Hash == file.Hash)
            )
            .Select(file => file.Name)
            .FirstOrDefault();

    private static ArtworkType? TypeOf(Outfit outfit, string name) =>
        LocalArtwork.TypeOf(name, outfit.Stems) is { } type && !(outfit.Movie.SharesFolder && !IsCalledAfterIt(outfit, name)) ? type : null;

    private static bool IsCalledAfterIt(Outfit outfit, string name) => outfit.Stems.Any(stem => FileNames.IsCalledAfter(stem, name));

    private static bool IsOurs(Outfit outfit, Beside file) => outfit.RecordOf(file.Name)?.Hash is { } hash && hash == file.Hash;

    private static Step Towards(Outfit outfit, Chosen one, string name)
    {
        var type = one.Type.Word();
        if (!outfit.There.TryGetValue(name, out var there))
            return Image(Deed.Add, outfit.RecordOf(name) is null ? "" : "It was removed by somebody.");
        if (there.Hash == one.Hash)
            return Image(outfit.RecordOf(name)?.Hash == one.Hash ? Deed.Same : Deed.Adopt);
        return Image(Deed.Replace, there.LooksWhole ? "" : "What lies there is no image.") with
        {
            ReplacesForeign = !IsOurs(outfit, there),
        };

        Step Image(Deed deed, string why = "") => new(deed, name, type, why) { Hash = one.Hash, Extension = one.Extension };
    }

    private static Step Leftover(Outfit outfit, PublishedFile file) =>
        file.Type == PublishedFile.Forsaken
            ? new(Deed.Remove, file.Name, TypeOf(outfit, file.Name)?.Word() ?? file.Type, "It is of another movie.") { Hash = file.Hash }
            : new(Deed.Remove, file.Name, file.Type, "Another one has taken its place.") { Hash = file.Hash };

    // Images of ours that others of ours replace: after an upgrade under another name, or of another format.
    private static IEnumerable<Step> Leftovers(Outfit outfit, List<Step> wanted)
    {
        var replaced = wanted.Where(step => step.Deed is not Deed.Leave).Select(step => step.Type).ToHashSet();
        var names = wanted.Select(step => step.Name).ToHashSet(StringComparer.Ordinal);
        return outfit
            .Published.Where(file => file.Type != PublishedFile.Nfo && !names.Contains(file.Name))
            .Where(file => file.Type == PublishedFile.Forsaken || replaced.Contains(file.Type))
            .Where(file => !outfit.There.TryGetValue(file.Name, out var there) || there.Hash == file.Hash)
            .Select(file => Leftover(outfit, file));
    }
}
