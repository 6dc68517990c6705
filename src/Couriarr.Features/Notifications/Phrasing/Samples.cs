namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>A value for every place, with all that titles are made of, so that a preview shows what will be.</summary>
internal static class Samples
{
    public static IReadOnlyDictionary<string, string> Facts { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = "The *Glass* Ferry & Sons",
            ["year"] = "2024",
            ["instance"] = "radarr-hd",
            ["quality"] = "Bluray-1080p",
            ["size"] = "14.0 GB",
            ["duration"] = "45.2s",
            ["files"] = "2",
            ["episode"] = "S01E05",
            ["episode_title"] = "The Fifth",
            ["episodes"] = "Season 2, 8 episodes: S02E01-E08",
            ["file"] = "Glass.Ferry.S01E05.mkv",
            ["error"] = "rsync: write failed: No space left on device (28)",
            ["mapping"] = "movies",
            ["side"] = "destination",
            ["folder"] = "/mnt/media/movies",
            ["why"] = "It is not mounted.",
            ["away"] = "12m 5s",
            ["player"] = "living-room",
            ["channel"] = "telegram",
            ["message"] = "The database could not be copied: the disk is full",
            ["source"] = "BackUp",
            ["day"] = "Saturday, 28 February 2026",
            ["first"] = "23 February",
            ["last"] = "1 March 2026",
            ["count"] = "12",
            ["subject"] = "Movie Synced",
            ["network"] = "BBC One",
            ["genres"] = "Drama, Crime",
            ["comparison"] = "Nightly Comparison",
            ["queued"] = "3 files",
            ["credit"] = "Data by TVmaze",
        };

    public static Uri Poster { get; } = new("https://image.tmdb.org/t/p/w500/the-glass-ferry.jpg");

    /// <summary>It is about one title, so that it comes with a poster and leads to a timeline.</summary>
    public static bool IsOfTitle(Message message) => message.Places.Contains(Fact.Title, StringComparer.Ordinal);

    /// <summary>Those that the message has, and no others: a receiver may be written after what is shown.</summary>
    public static IReadOnlyDictionary<string, string> FactsOf(Message message)
    {
        var facts = message.Places.Where(Facts.ContainsKey).ToDictionary(place => place, place => Facts[place], StringComparer.Ordinal);
        if (IsOfTitle(message))
            facts[Fact.Work] = "radarr-hd:12";
        return facts;
    }

    public static Prose Parts { get; } =
        new([
            new Phrase("Succeeded: 12\nFailed: 1\nMovies: 4\nEpisodes: 8\nData: 61.0 GB\nRetries: 2\n\n"),
            new Phrase("Failed", Emphasis.Bold),
            new Phrase("\n• The Glass Ferry (2024): timeout"),
        ]);
}
