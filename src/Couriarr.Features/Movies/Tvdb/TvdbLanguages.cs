namespace Couriarr.Features.Movies.Tvdb;

/// <summary>TVDB names languages by three letters, everybody else by two. One that is not here stays as it is: it is no language that somebody prefers.</summary>
internal static class TvdbLanguages
{
    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, string> Long = new(StringComparer.OrdinalIgnoreCase);

    static TvdbLanguages()
    {
        const string All = """
            eng en deu de fra fr spa es ita it por pt nld nl pol pl rus ru jpn ja zho zh kor ko swe sv dan da nor no fin fi ces cs hun hu
            tur tr heb he ara ar ell el ukr uk ron ro bul bg hrv hr srp sr slk sk slv sl tha th vie vi hin hi fas fa ind id est et lav lv
            lit lt isl is cat ca glg gl eus eu kat ka msa ms tam ta tel te ben bn
            """;
        foreach (var pair in All.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2))
            (Short[pair[0]], Long[pair[1]]) = (pair[1], pair[0]);
    }

    public static string ToTwo(string three) => Short.GetValueOrDefault(three, three.ToLowerInvariant());

    public static string ToThree(string two) => Long.GetValueOrDefault(two, two);
}
