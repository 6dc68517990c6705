using Couriarr.Features.Movies.Images;
using Couriarr.Features.Movies.Images.Looks;

namespace Couriarr.Features.Movies.Choosing;

/// <summary>What was chosen of one type, and all candidates with what became of them.</summary>
/// <param name="Picked">What a person had picked; it is among what is worn.</param>
internal sealed record Choice(
    ArtworkType Type,
    IReadOnlyList<Chosen> Picked,
    IReadOnlyList<Chosen> Worn,
    IReadOnlyList<Candidate> Candidates
)
{
    /// <summary>Nothing is worn, and what came in place of pictures was a page that mostly says sorry.</summary>
    public bool IsHindered { get; init; }
}

/// <summary>
/// Goes through the candidates in their order and fetches them, until a movie wears as many of a type as it may. What is no image, or looks
/// like one that is worn, is passed over and told so. What a person picked stays where it is.
/// </summary>
internal sealed class Chooser(Gallery gallery)
{
    /// <param name="ordered">Of one type.</param>
    /// <param name="picked">What a person picked of it.</param>
    public async Task<Choice> ChooseAsync(
        ArtworkType type,
        IReadOnlyList<Candidate> ordered,
        IReadOnlyList<Chosen> picked,
        int limit,
        CancellationToken ct
    )
    {
        var worn = new SortedDictionary<int, Chosen>(picked.ToDictionary(one => one.Place));
        var images = new List<(CachedImage Image, string Source)>();
        foreach (var one in picked)
            if (await gallery.FindAsync(one.Hash, ct) is { } image)
                images.Add((image, one.Source));
        var pages = 0;
        var told = new List<Candidate>();
        foreach (var candidate in ordered)
            told.Add(worn.Count < limit && candidate.Place is not null ? await TryAsync(candidate) : candidate);
        return new Choice(type, picked, [.. worn.Values], told) { IsHindered = worn.Count == 0 && pages > 0 };

        async Task<Candidate> TryAsync(Candidate candidate)
        {
            try
            {
                var image = await gallery.HangAsync(candidate, ct);
                if (images.Find(other => AreTwins(image, other.Image)) is { Source: { } twin })
                    return Refused(candidate with { Hash = image.Hash }, $"looks the same as {twin}, which is worn");
                images.Add((image, candidate.Source));
                var place = Enumerable.Range(0, limit).First(free => !worn.ContainsKey(free));
                worn[place] = new Chosen(type, place, image.Hash, image.Extension, candidate.Source);
                return candidate with { Hash = image.Hash };
            }
            catch (NoImageException e)
            {
                pages += e.IsPage ? 1 : 0;
                return Refused(candidate with { Hash = null }, e.Message);
            }
        }
    }

    private static Candidate Refused(Candidate candidate, string why) => candidate with { Place = null, Why = $"Refused: it {why}." };

    private static bool AreTwins(CachedImage one, CachedImage other) =>
        one.Hash == other.Hash || (one.Look is { } look && other.Look is { } seen && Look.AreTwins(look, seen));
}
