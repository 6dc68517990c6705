using System.Net;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Movies;

using static Premiere;

/// <summary>A person's choice among what TMDB has, at the doors.</summary>
[Trait("family", "dress")]
public sealed class PickTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_picks_is_published_and_stays_until_it_is_left_to_the_program_again()
    {
        await using var premiere = await OpenAsync(DressingMode.Automatic);
        await premiere.NightAsync();
        var chosen = await PosterAsync(premiere);

        await premiere.DoAsync(HttpMethod.Post, "artwork/poster", new { candidate = await premiere.CandidateAsync("/plain-poster.jpg") });
        var picked = await PosterAsync(premiere);
        await premiere.DoAsync(HttpMethod.Post, "refresh");
        var kept = await PosterAsync(premiere);
        var locks = await LocksAsync(premiere);
        await premiere.DoAsync(HttpMethod.Delete, "artwork/poster");

        Assert.NotEqual(chosen, picked);
        Assert.Equal(picked, kept);
        Assert.Equal(["artwork:poster"], locks);
        Assert.Empty(await LocksAsync(premiere));
        Assert.Equal(["tmdb:/english.jpg"], await premiere.WornAsync("poster"));
        Assert.Equal(chosen, await PosterAsync(premiere));
    }

    [Fact]
    public async Task An_image_of_another_type_or_of_nobody_cannot_be_picked()
    {
        await using var premiere = await OpenAsync(DressingMode.Hybrid);
        await premiere.NightAsync();

        using var other = await premiere.SendAsync(
            HttpMethod.Post,
            "artwork/poster",
            new { candidate = await premiere.CandidateAsync("/plain.jpg") }
        );
        using var nobody = await premiere.SendAsync(HttpMethod.Post, "artwork/poster", new { candidate = 9999 });
        using var door = await premiere.SendAsync(HttpMethod.Delete, "artwork/door");

        Assert.All([other, nobody, door], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Contains("GET its candidates", await other.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty(await LocksAsync(premiere));
    }

    private static async Task<string> PosterAsync(Premiere premiere) =>
        Convert.ToHexString(await File.ReadAllBytesAsync(premiere.PathOf($"{Stem}-poster.jpg"), Ct));

    private static async Task<IEnumerable<string?>> LocksAsync(Premiere premiere) =>
        (await premiere.MovieAsync()).GetProperty("locks").EnumerateArray().Select(one => one.GetString());
}
