using System.Globalization;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Members;

/// <summary>./run channels and ./run players, beside a service that runs.</summary>
[Trait("family", "announce")]
public sealed class MemberVerbTests
{
    [Fact]
    public async Task Players_are_added_tried_listed_and_switched()
    {
        await using var host = await DoorsHost.StartAsync();
        await using var plex = new FakePlex(new FakeLibrary("1", "Films", "movie", "/media/movies", "/nowhere"));
        await plex.StartAsync();
        using var room = Beside(host).With("DEN_TOKEN", plex.Token);

        var none = room.Run("players");
        string[] options = ["--set", $"url={plex.Address}", "--set", "token=${DEN_TOKEN}", "--set", "paths./mnt/a.b=/media"];
        var added = room.Run([
            "players",
            "add",
            "den",
            "--kind",
            "plex",
            "--set",
            "events=imported",
            "--set",
            "events=deleted",
            .. options,
        ]);
        var tried = room.Run("players", "test", "den");
        var found = room.Run("players", "discover", "den");
        var off = room.Run("players", "disable", "den");
        var listed = room.Run("players", "list");
        var on = room.Run("players", "enable", "den");

        Assert.Equal((0, "There are no players yet. Add one: players add NAME --kind KIND --set OPTION=VALUE\n"), (none.Code, none.Output));
        Assert.Equal((0, "den: plex. Try it: players test den\n", ""), added);
        Assert.Equal(0, tried.Code);
        Assert.StartsWith("den: ", tried.Output, StringComparison.Ordinal);
        Assert.Contains("/media/movies", found.Output, StringComparison.Ordinal);
        Assert.Equal("den is disabled.\n", off.Output);
        Assert.Equal((0, "den: plex, disabled\n"), (listed.Code, listed.Output));
        Assert.Equal("den is enabled.\n", on.Output);
        var member = (await host.GetAsync("/members/players/den")).GetProperty("options").ToString();
        Assert.Contains("[\"imported\",\"deleted\"]", member.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"/mnt/a.b\":\"/media\"", member.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_of_a_player_ends_with_1_when_it_refuses_us_and_when_nobody_is_there()
    {
        await using var host = await DoorsHost.StartAsync();
        await using var plex = new FakePlex();
        await plex.StartAsync();
        using var room = Beside(host);
        room.Run("players", "add", "den", "--kind", "plex", "--set", $"url={plex.Address}", "--set", $"token={plex.Token}");

        var well = room.Run("players", "test", "den");
        plex.Token = "another";
        var refused = room.Run("players", "test", "den");
        await plex.StopAsync();
        var gone = room.Run("players", "test", "den");

        Assert.Equal((0, 1, 1), (well.Code, refused.Code, gone.Code));
        Assert.StartsWith("den: ", refused.Output, StringComparison.Ordinal);
        Assert.NotEqual(refused.Output, gone.Output);
        Assert.Equal(("", ""), (refused.Error, gone.Error));
    }

    [Fact]
    public async Task Channels_are_added_and_show_what_they_would_be_sent()
    {
        await using var host = await DoorsHost.StartAsync();
        using var room = Beside(host);

        var added = room.Run("channels", "add", "phone", "--kind", "ntfy", "--set", "topic=home", "--disabled");
        var shown = room.Run("channels", "preview", "phone", "delivered-movie", "--title", "New: {title}");
        var listed = room.Run("channels");
        var removed = room.Run("channels", "remove", "phone");
        var tried = room.Run("channels", "add", "away", "--kind", "gotify", "--set", "url=http://127.0.0.1:9", "--set", "token=x");
        var knocked = room.Run("channels", "test", "away");

        Assert.Equal("phone: ntfy, disabled. Try it: channels test phone\n", added.Output);
        Assert.Contains("\"title\": \"New: The *Glass* Ferry & Sons\"", shown.Output, StringComparison.Ordinal);
        Assert.Equal("phone: ntfy, disabled\n", listed.Output);
        Assert.Equal((0, "phone is removed.\n"), (removed.Code, removed.Output));
        Assert.DoesNotContain("phone", room.Run("channels").Output, StringComparison.Ordinal);
        Assert.Equal((0, 1), (tried.Code, knocked.Code));
        Assert.Contains("away: ", knocked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_channel_that_the_configuration_names_it_is_said_that_it_will_be_back()
    {
        var phone = new Member<ChannelTerms>("phone", "ntfy", new(), new NtfyOptions { Topic = "home" });
        await using var host = await DoorsHost.StartAsync(
            options: new() { Channels = new Dictionary<string, Member<ChannelTerms>> { ["phone"] = phone } }
        );
        using var room = Beside(host);

        var removed = room.Run("channels", "remove", "phone");

        Assert.Equal(
            "phone is removed. The configuration says otherwise, and wins at the next start: change it there, too.\n",
            removed.Output
        );
    }

    [Theory]
    [InlineData("There is no 'dan' among players", "players", "test", "dan")]
    [InlineData("There is no 'dan' among channels", "channels", "enable", "dan")]
    [InlineData("There is no 'dan' among channels", "channels", "remove", "dan")]
    [InlineData("There is no 'dan' among channels", "channels", "preview", "dan", "delivered-movie")]
    [InlineData("Did you mean delivered-movie?", "channels", "preview", "dan", "delivered-movi")]
    [InlineData("The kind must be one of plex", "players", "add", "den", "--kind", "plax")]
    [InlineData("url", "players", "add", "den", "--kind", "plex", "--set", "token=a")]
    [InlineData("Every --set is an option=value", "players", "add", "den", "--kind", "plex", "--set", "s3cret")]
    [InlineData(
        "The option token is to come from a variable that is not set: ${NONE}",
        "players",
        "add",
        "den",
        "--kind",
        "plex",
        "--set",
        "token=${NONE}"
    )]
    [InlineData("--set url= is there twice", "players", "add", "den", "--kind", "plex", "--set", "url=a", "--set", "url=b")]
    [InlineData("--kind", "players", "add", "den")]
    public async Task What_is_said_wrong_is_told(string said, params string[] words)
    {
        await using var host = await DoorsHost.StartAsync();
        using var room = Beside(host);

        var (code, _, error) = room.Run(words);

        Assert.NotEqual(0, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_stays_with_who_has_it()
    {
        await using var host = await DoorsHost.StartAsync();
        using var room = Beside(host);

        room.Run("channels", "add", "phone", "--kind", "ntfy", "--set", "topic=home");
        var again = room.Run("channels", "add", "phone", "--kind", "ntfy", "--set", "topic=other");

        Assert.Equal(StartupException.Failure, again.Code);
        Assert.Contains("There is a ntfy called 'phone' already.", again.Error, StringComparison.Ordinal);
    }

    private static ConfigRoom Beside(DoorsHost host) =>
        new ConfigRoom()
            .With("COURIARR_API_KEY", host.ApiKey)
            .With("PORT", host.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture));
}
