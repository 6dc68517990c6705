namespace Couriarr.Features.Movies;

/// <summary>A fact that can be locked by itself. Lists are locked whole.</summary>
/// <param name="Copy">Gives the second the field of the first.</param>
internal sealed record Field(string Name, Func<MovieFacts, object?> Of, Func<MovieFacts, MovieFacts, MovieFacts> Copy)
{
    public static IReadOnlyList<Field> All { get; } =
    [
        new("title", f => f.Title, (from, to) => to with { Title = from.Title }),
        new("original_title", f => f.OriginalTitle, (from, to) => to with { OriginalTitle = from.OriginalTitle }),
        new("sort_title", f => f.SortTitle, (from, to) => to with { SortTitle = from.SortTitle }),
        new("tagline", f => f.Tagline, (from, to) => to with { Tagline = from.Tagline }),
        new("outline", f => f.Outline, (from, to) => to with { Outline = from.Outline }),
        new("plot", f => f.Plot, (from, to) => to with { Plot = from.Plot }),
        new("runtime", f => f.Runtime, (from, to) => to with { Runtime = from.Runtime }),
        new("certification", f => f.Certification, (from, to) => to with { Certification = from.Certification }),
        new("premiered", f => f.Premiered, (from, to) => to with { Premiered = from.Premiered }),
        new("genres", f => f.Genres, (from, to) => to with { Genres = from.Genres }),
        new("countries", f => f.Countries, (from, to) => to with { Countries = from.Countries }),
        new("studios", f => f.Studios, (from, to) => to with { Studios = from.Studios }),
        new("tags", f => f.Tags, (from, to) => to with { Tags = from.Tags }),
        new("directors", f => f.Directors, (from, to) => to with { Directors = from.Directors }),
        new("writers", f => f.Writers, (from, to) => to with { Writers = from.Writers }),
        new("cast", f => f.Cast, (from, to) => to with { Cast = from.Cast }),
        new("ratings", f => f.Ratings, (from, to) => to with { Ratings = from.Ratings }),
        new("set", f => f.Set, (from, to) => to with { Set = from.Set }),
        new("trailer", f => f.Trailer, (from, to) => to with { Trailer = from.Trailer }),
    ];

    public static Field? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>Whether anybody said something.</summary>
    public bool IsIn(MovieFacts facts) => Of(facts) is { } value && value is not System.Collections.ICollection { Count: 0 };
}

/// <summary>What a person decided of a movie, and nobody else may change.</summary>
internal sealed record Locks(IReadOnlySet<string> All)
{
    public static Locks None { get; } = new(new HashSet<string>());

    public bool Has(Field field) => All.Contains(field.Name);

    public bool Has(ArtworkType type) => All.Contains(NameOf(type));

    public static string NameOf(ArtworkType type) => $"artwork:{type.Word()}";
}
