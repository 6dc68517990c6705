using System.Net;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Neighbours;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Dashboard;

/// <summary>A player's libraries, and the names by which it knows our folders.</summary>
[Trait("family", "browser")]
public sealed class SurveyPageTests
{
    private const string Page = "/ui/receivers/den/libraries";

    private static readonly CouriarrOptions Options = new()
    {
        Paths = new PathsOptions { Mappings = [Mapping("movies", MediaType.Movie), Mapping("tv", MediaType.Tv)] },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_its_libraries_and_what_is_chosen_becomes_its_names_beside_those_it_has()
    {
        await using var plex = await PlexAsync();
        await using var host = await DoorsHost.StartAsync(options: Options);
        await AddAsync(host, plex);
        using var guest = await PageGuest.AtAsync(host);

        var page = await guest.LookAsync(Page);
        Assert.Contains("/mnt/far is for it /media", page, StringComparison.Ordinal);
        Assert.Contains("Films movie 1 /media/movies", page, StringComparison.Ordinal);
        Assert.Contains("None of its libraries seems to have /mnt/far/tv.", page, StringComparison.Ordinal);

        var used = await guest.PressAsync(Page, Page, ("use", "/mnt/far: /media"));
        Assert.Contains("'den' knows 1 folder by the name that was chosen", used, StringComparison.Ordinal);
        Assert.Contains("in use", used, StringComparison.Ordinal);
        var shown = (await host.Get<MemberDesk>().FindAsync("players", "den", Ct))!.Shown();
        Assert.Equal("""{"/old":"/kept","/mnt/far":"/media"}""", shown["paths"]!.ToJsonString());
        Assert.True(shown["token"]!["set"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Nothing_chosen_changes_nothing_and_one_that_is_not_there_is_said()
    {
        await using var plex = await PlexAsync();
        await using var host = await DoorsHost.StartAsync(options: Options);
        await AddAsync(host, plex);
        using var guest = await PageGuest.AtAsync(host);
        Assert.Contains("Nothing was chosen.", await guest.PressAsync(Page, Page), StringComparison.Ordinal);
        Assert.Contains(
            "'attic'",
            await guest.PressAsync(Page, "/ui/receivers/attic/libraries", ("use", "/a: /b")),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, await guest.StatusAsync("/ui/receivers/attic/libraries"));
    }

    [Fact]
    public async Task One_that_does_not_answer_says_why()
    {
        await using var host = await DoorsHost.StartAsync(options: Options);
        await using (var plex = await PlexAsync())
            await AddAsync(host, plex);
        using var guest = await PageGuest.AtAsync(host);
        Assert.Contains("Plex 'den' refuses the connection", await guest.LookAsync(Page), StringComparison.Ordinal);
    }

    private static async Task<FakePlex> PlexAsync()
    {
        var plex = new FakePlex(new FakeLibrary("1", "Films", "movie", "/media/movies", Path.GetTempPath()));
        await plex.StartAsync();
        return plex;
    }

    private static async Task AddAsync(DoorsHost host, FakePlex plex)
    {
        var options = new JsonObject
        {
            ["url"] = plex.Address.ToString(),
            ["token"] = plex.Token,
            ["paths"] = new JsonObject { ["/old"] = "/kept" },
        };
        var wish = new MemberWish("den", "plex", Enabled: true, options);
        Assert.IsType<MemberReply.Done>(await host.Get<MemberDesk>().AddAsync("players", wish, Ct));
    }

    private static PathMapping Mapping(string library, MediaType type) =>
        new()
        {
            From = $"/{library}",
            Source = $"/mnt/near/{library}",
            Destination = $"/mnt/far/{library}",
            Type = type,
        };
}
