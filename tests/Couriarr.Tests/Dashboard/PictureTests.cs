using System.Net;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;
using Couriarr.Tests.Doors;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Dashboard;

/// <summary>Pictures from outside come through us, small, and are fetched once.</summary>
[Trait("family", "browser")]
public sealed class PictureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_poster_is_fetched_once_in_the_size_of_a_page_and_kept()
    {
        await using var images = await FakeImages.StartAsync();
        images.Pictures["/ferry.jpg"] = new DrawnImage(1, 600, 900);
        await using var host = await DoorsHost.StartAsync();
        await ShowAsync(host, 7, new Uri($"{images.Address}/original/ferry.jpg"));

        using var first = await host.Client.GetAsync("/ui/pictures/shows/7", Ct);
        using var second = await host.Client.GetAsync("/ui/pictures/found/tvmaze:7", Ct);

        Assert.Equal("image/jpeg", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Ct), await second.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(["w342/ferry.jpg"], images.Asked);
    }

    [Theory]
    [InlineData("/page.jpg")]
    [InlineData("/large.jpg")]
    [InlineData("/gone.jpg")]
    public async Task What_is_no_picture_too_large_or_not_there_becomes_a_drawn_frame(string name)
    {
        await using var images = await FakeImages.StartAsync();
        images.Oddities["/page.jpg"] = Results.Text("<html><script>alert(1)</script></html>", "image/jpeg");
        images.Oddities["/large.jpg"] = Results.Bytes(new byte[5 * 1024 * 1024], "image/jpeg");
        await using var host = await DoorsHost.StartAsync();
        await ShowAsync(host, 7, new Uri($"{images.Address}/original{name}"));

        await AssertDrawnAsync(host, "/ui/pictures/shows/7");
    }

    [Theory]
    [InlineData("/ui/pictures/shows/99")]
    [InlineData("/ui/pictures/found/tvmaze:99")]
    [InlineData("/ui/pictures/found/http:%2F%2F127.0.0.1")]
    [InlineData("/ui/pictures/candidates/1/1")]
    [InlineData("/ui/pictures/images/..%2Fcouriarr.db")]
    [InlineData("/ui/pictures/images/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task What_nobody_has_becomes_a_drawn_frame(string path)
    {
        await using var host = await DoorsHost.StartAsync();
        await AssertDrawnAsync(host, path);
    }

    [Fact]
    public async Task A_stranger_gets_no_picture()
    {
        await using var host = await DoorsHost.StartAsync();
        using var stranger = new HttpClient();
        using var answer = await stranger.GetAsync($"{host.Address}/ui/pictures/shows/7", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task AssertDrawnAsync(DoorsHost host, string path)
    {
        using var answer = await host.Client.GetAsync(path, Ct);
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("script", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static Task ShowAsync(DoorsHost host, long id, Uri image) =>
        host.Get<ShowsTable>().StoreAsync([new Show(id, "The Glass Ferry") { Image = image }], Ct);
}
