using System.Net;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Movies;
using Couriarr.Tests.Movies.Images;

namespace Couriarr.Tests.Dashboard;

/// <summary>The artwork of a movie, picked, brought and left to the program on its page.</summary>
[Trait("family", "browser")]
public sealed class ArtworkPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Candidates_are_shown_with_why_and_what_is_picked_is_worn_until_it_is_left()
    {
        await using var premiere = await Premiere.OpenAsync(DressingMode.Hybrid);
        await premiere.NightAsync();
        using var reader = await premiere.ReaderAsync();
        var (movie, plain) = (await premiere.NumberAsync(), await premiere.CandidateAsync("/plain-poster.jpg"));
        var page = $"/ui/movies/{movie}";

        var text = await reader.TextAsync(page);
        Assert.Contains($"src=\"/ui/pictures/candidates/{movie}/{plain}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", text, StringComparison.Ordinal);
        var offered = (await premiere.GetAsync($"/library/movies/{movie}/candidates")).GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(offered);
        Assert.All(offered, one => Assert.Contains(one.GetProperty("why").GetString()!, text, StringComparison.Ordinal));

        var picked = await reader.PressAsync(page, $"{page}/pick", ("candidate", $"{plain}"));
        await premiere.IdleAsync();
        Assert.Contains("Poster: the image is fetched and worn.", picked, StringComparison.Ordinal);
        Assert.Equal(["tmdb:/plain-poster.jpg"], await premiere.WornAsync("poster"));

        var left = await reader.PressAsync(page, $"{page}/leave", ("type", "poster"));
        await premiere.IdleAsync();
        Assert.Contains("Poster: the choice is Couriarr's again.", left, StringComparison.Ordinal);
        Assert.Equal(["tmdb:/english.jpg"], await premiere.WornAsync("poster"));
    }

    [Fact]
    public async Task A_candidate_is_shown_small()
    {
        await using var premiere = await Premiere.OpenAsync(DressingMode.Manual);
        await premiere.AskAsync();
        using var reader = await premiere.ReaderAsync();
        var (movie, plain) = (await premiere.NumberAsync(), await premiere.CandidateAsync("/plain-poster.jpg"));

        using var picture = await reader.Browser.GetAsync($"/ui/pictures/candidates/{movie}/{plain}");

        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType?.MediaType);
        Assert.Contains("w342/plain-poster.jpg", premiere.Cinema.Images.Asked);
    }

    [Fact]
    public async Task An_image_that_somebody_brings_is_worn_and_shown_and_what_is_none_is_refused()
    {
        await using var premiere = await Premiere.OpenAsync(DressingMode.Manual);
        await premiere.AskAsync();
        using var reader = await premiere.ReaderAsync();
        var page = $"/ui/movies/{await premiere.NumberAsync()}";
        var image = Pictures.Read("baseline.jpg");

        var refused = await UploadAsync(reader, page, "<html>"u8.ToArray());
        var nothing = await reader.PressAsync(page, $"{page}/upload", ("type", "poster"));
        var door = await reader.PressAsync(page, $"{page}/upload", ("type", "door"));
        var brought = await UploadAsync(reader, page, image);

        Assert.Contains("The file is a web page. It was not taken.", refused, StringComparison.Ordinal);
        Assert.Contains("Choose a file first.", nothing, StringComparison.Ordinal);
        Assert.Contains("There is no such type", door, StringComparison.Ordinal);
        Assert.Contains("Poster: it wears your own image now.", brought, StringComparison.Ordinal);
        Assert.Equal(["upload"], await premiere.WornAsync("poster"));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(image));
        using var shown = await reader.Browser.GetAsync($"/ui/pictures/images/{hash}");
        Assert.Equal(image, await shown.Content.ReadAsByteArrayAsync(Ct));
    }

    private static async Task<string> UploadAsync(Reader reader, string page, byte[] image)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await reader.Browser.TokenOfAsync(page)), "form_token" },
            { new StringContent(page), "back" },
            { new StringContent("poster"), "type" },
            { new ByteArrayContent(image), "image", "mine.jpg" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{page}/upload") { Content = form };
        request.Headers.Add("Origin", reader.Browser.Origin);
        using var answer = await reader.Browser.Client.SendAsync(request, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        return await reader.TextAsync(page);
    }
}
