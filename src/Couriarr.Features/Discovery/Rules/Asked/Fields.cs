using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>Every field that rules can ask for.</summary>
internal static class Fields
{
    public static readonly NumberField Id = new("id", show => show.Id) { IsOneOfAKind = true };
    public static readonly TextField Title = new("title", show => show.Title) { IsOneOfAKind = true };
    public static readonly TextField Type = new("type", show => show.Type);
    public static readonly TextField Status = new("status", show => show.Status);
    public static readonly TextField Language = new("language", show => show.Language);
    public static readonly TextField Country = new("country", show => show.Country);
    public static readonly TextField WebChannel = new("web_channel", show => show.WebChannel);
    public static readonly WordsField Genres = new("genres", show => show.Genres);
    public static readonly NumberField Weight = new("weight", show => show.Weight);
    public static readonly DateField Premiered = new("premiered", show => show.Premiered);

    /// <summary>Half of the newer shows announce no length, and of nine in ten of those the real one is known.</summary>
    public static readonly NumberField Runtime = new("runtime", show => show.Runtime ?? show.AverageRuntime);

    /// <summary>What most rules ask for.</summary>
    public static readonly IReadOnlyList<Field> Light =
    [
        Id,
        Title,
        new NumberField("tvdb_id", show => show.TvdbId) { IsOneOfAKind = true },
        Type,
        Status,
        Language,
        Country,
        new TextField("network", show => show.Network),
        WebChannel,
        new TextField("channel", show => show.Network ?? show.WebChannel),
        Genres,
        Runtime,
        new NumberField("announced_runtime", show => show.Runtime),
        new NumberField("average_runtime", show => show.AverageRuntime),
        new NumberField("rating", show => show.Rating),
        Weight,
        Premiered,
        new DateField("ended", show => show.Ended),
        new DateField("updated", ChangedOn),
    ];

    /// <summary>What takes much room in memory and is seldom asked for.</summary>
    public static readonly IReadOnlyList<Field> Heavy =
    [
        new TextField("imdb_id", show => show.ImdbId) { IsOneOfAKind = true },
        new TextField("summary", show => show.Summary) { IsOneOfAKind = true },
        new TextField("image", show => show.Image?.OriginalString) { IsOneOfAKind = true },
        new TextField("page", show => show.Page?.OriginalString) { IsOneOfAKind = true },
    ];

    private static readonly Dictionary<string, Field> ByName = Light.Concat(Heavy).ToDictionary(field => field.Name);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Field? Find(string name) => ByName.GetValueOrDefault(name);

    private static DateOnly? ChangedOn(Show show) =>
        show.Updated > 0 ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(show.Updated).UtcDateTime) : null;
}
