using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>What one app has to choose from, as it was asked just now. Turns the names of the options and rules into its numbers.</summary>
internal sealed class Shop
{
    private readonly Terms _terms;
    private readonly Dictionary<string, long> _tags = new(StringComparer.Ordinal);

    private Shop(ArrApi api, Terms terms) => (Api, _terms, Adding) = (api, terms, new ArrAdding(api));

    public ArrApi Api { get; }
    public ArrAdding Adding { get; }
    private IReadOnlyList<ArrRootFolder> Roots { get; init; } = [];
    private IReadOnlyList<ArrProfile> Profiles { get; init; } = [];

    /// <summary>Null where there are none.</summary>
    private IReadOnlyList<ArrName>? Languages { get; init; }

    /// <exception cref="BlockedException">It cannot be asked, or lacks what the options and rules name: with all that is to be mended.</exception>
    public static async Task<Shop> OpenAsync(
        ArrApi api,
        Terms terms,
        IEnumerable<Routing> routings,
        bool mayCreateTags,
        CancellationToken ct
    )
    {
        var status = await api.StatusAsync(ct);
        var adding = new ArrAdding(api);
        // Later ones only pretend to have some.
        var hasLanguages = terms.LanguageProfile is not null && status.Version.StartsWith("3.", StringComparison.Ordinal);
        var shop = new Shop(api, terms)
        {
            Roots = await AllAsync(api.RootFoldersAsync(ct)),
            Profiles = await AllAsync(adding.ProfilesAsync(ct)),
            Languages = hasLanguages ? await AllAsync(adding.LanguageProfilesAsync(ct)) : null,
        };
        await foreach (var tag in api.TagsAsync(ct))
            shop._tags.TryAdd(tag.Name.ToLowerInvariant(), tag.Id);
        var mistakes = routings.SelectMany(routing => shop.Mistakes(routing, mayCreateTags)).Distinct().ToList();
        return mistakes.Count == 0 ? shop : throw new BlockedException($"{api.Who}: {string.Join(" ", mistakes)}");
    }

    /// <summary>Creates the tags that it lacks.</summary>
    public async Task<Recipe> RecipeAsync(Routing routing, CancellationToken ct)
    {
        var root = RootOf(routing)!;
        var profile = ProfileOf(routing)!;
        var tags = new List<long>();
        foreach (var label in LabelsOf(routing))
        {
            if (!_tags.TryGetValue(label, out var id))
                _tags[label] = id = (await Adding.CreateTagAsync(label, ct)).Id;
            tags.Add(id);
        }
        return new Recipe(root.Path, profile.Id, routing.Monitor ?? _terms.Monitor, routing.Search ?? _terms.Search)
        {
            Resolution = profile.Resolution,
            FreeBytes = root.FreeBytes,
            LanguageProfileId = LanguageOf()?.Id,
            Tags = tags,
            MinimumAvailability = _terms.MinimumAvailability,
        };
    }

    private IEnumerable<string> Mistakes(Routing routing, bool mayCreateTags)
    {
        var (root, profile) = (routing.RootFolder ?? _terms.RootFolder, routing.QualityProfile ?? _terms.QualityProfile);
        if (RootOf(routing) is not { } found)
            yield return Lacks("root folder", root, Roots.Select(one => one.Path), $"{_terms.Section}.root_folder");
        else if (!found.IsAccessible)
            yield return $"It cannot reach its root folder '{found.Path}' itself: look whether it is mounted there.";
        if (ProfileOf(routing) is null)
            yield return Lacks("quality profile", profile, Profiles.Select(one => one.Name), $"{_terms.Section}.quality_profile");
        if (Languages is not null && LanguageOf() is null)
            yield return Lacks(
                "language profile",
                _terms.LanguageProfile!,
                Languages.Select(one => one.Name),
                $"{_terms.Section}.language_profile"
            );
        foreach (var label in LabelsOf(routing).Where(label => !mayCreateTags && !_tags.ContainsKey(label)))
            yield return $"It has no tag '{label}': create it there, or set adding.create_tags.";
    }

    private static string Lacks(string what, string name, IEnumerable<string> known, string option)
    {
        var all = known.ToList();
        return $"It has no {what} '{name}'.{Nearest.Hint(name, all)} "
            + (
                all.Count == 0
                    ? $"It has none at all: add one there."
                    : $"Set {option}, or that of the rule, to one of: {string.Join(", ", all)}."
            );
    }

    private ArrRootFolder? RootOf(Routing routing)
    {
        var wanted = Plain(routing.RootFolder ?? _terms.RootFolder);
        return Roots.FirstOrDefault(root => Plain(root.Path) == wanted);
    }

    private ArrProfile? ProfileOf(Routing routing) => Named(Profiles, p => p.Name, routing.QualityProfile ?? _terms.QualityProfile);

    private ArrName? LanguageOf() => Languages is null ? null : Named(Languages, language => language.Name, _terms.LanguageProfile!);

    private static T? Named<T>(IReadOnlyList<T> all, Func<T, string> nameOf, string wanted)
        where T : class =>
        all.FirstOrDefault(one => nameOf(one) == wanted)
        ?? all.FirstOrDefault(one => nameOf(one).Trim().Equals(wanted.Trim(), StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> LabelsOf(Routing routing) => _terms.Tags.Concat(routing.Tags).Select(LabelOf).Distinct();

    // One that is there may have any letters; a new one may not, in Radarr and in later Sonarrs.
    private string LabelOf(string tag)
    {
        var label = tag.Trim().ToLowerInvariant();
        return _tags.ContainsKey(label) ? label : string.Concat(label.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
    }

    private static string Plain(string folder) => folder.Length > 1 ? folder.TrimEnd('/', '\\') : folder;

    private static async Task<IReadOnlyList<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
            all.Add(item);
        return all;
    }
}
