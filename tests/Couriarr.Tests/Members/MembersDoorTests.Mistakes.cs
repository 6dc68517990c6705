using System.Text.Json;

namespace Couriarr.Tests.Members;

public sealed partial class MembersDoorTests
{
    [Theory]
    [InlineData(
        "POST",
        "/members/players",
        """{"name":"x","kind":"plex","options":{"url":"http://x"}}""",
        400,
        "players.x.token is missing"
    )]
    [InlineData("POST", "/members/players", """{"name":"x","kind":"telegram","options":{}}""", 400, "must be one of plex, jellyfin")]
    [InlineData(
        "POST",
        "/members/pets",
        """{"name":"x","kind":"cat","options":{}}""",
        400,
        "There is no family 'pets'. There are: instances, players, channels."
    )]
    [InlineData("POST", "/members/players", """{"name":"No Good","kind":"kodi","options":{"url":"http://k"}}""", 400, "no good name")]
    [InlineData("POST", "/members/players", """{"kind":"kodi","options":{"url":"http://k"}}""", 400, "no good name")]
    [InlineData(
        "POST",
        "/members/players",
        """{"name":"den","kind":"kodi","options":{"url":"http://k"}}""",
        409,
        "There is a plex called 'den' already."
    )]
    [InlineData("POST", "/members/players", """{"name":"x","colour":"red"}""", 400, "")]
    [InlineData("POST", "/members/players", "no json", 400, "")]
    [InlineData("PUT", "/members/players/den", """{"enabled":true}""", 400, "Say upon which state this is")]
    [InlineData("PUT", "/members/players/den", """{"version":"*","kind":"kodi"}""", 400, "is a plex and cannot become a kodi")]
    [InlineData("PUT", "/members/players/den", """{"version":"*","name":"attic"}""", 400, "keeps its name")]
    [InlineData("PUT", "/members/players/attic", """{"version":"*","enabled":true}""", 404, "There is no 'attic' among players")]
    [InlineData(
        "PUT",
        "/members/players/den",
        """{"version":"*","options":{"url":"http://den:32400","token":{"set":true},"tokn":"x"}}""",
        400,
        "Did you mean token?"
    )]
    public async Task Mistakes_are_said_in_a_sentence(string method, string path, string body, int status, string sentence)
    {
        await using var host = await MembersHost.StartAsync();
        await host.AddAsync("players", Den);

        var answer = await host.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains(sentence, Text(answer.Body, "error"), StringComparison.Ordinal);
        Assert.Single((await host.GetAsync("/members")).Body.EnumerateArray());
    }

    [Fact]
    public async Task The_kinds_tell_enough_to_draw_a_form()
    {
        await using var host = await MembersHost.StartAsync();

        var kinds = (await host.GetAsync("/members/kinds")).Body.EnumerateArray().ToDictionary(k => Text(k, "kind"));
        JsonElement Option(string kind, string name) =>
            kinds[kind].GetProperty("options").EnumerateArray().Single(o => Text(o, "name") == name);

        Assert.Equal(19, kinds.Count);
        Assert.Equal(
            ("secret", true),
            (Text(Option("plex", "token"), "type"), Option("plex", "token").GetProperty("required").GetBoolean())
        );
        Assert.Equal(
            ("number", 587, 65535),
            (
                Text(Option("email", "port"), "type"),
                Option("email", "port").GetProperty("default").GetInt32(),
                Option("email", "port").GetProperty("max").GetInt32()
            )
        );
        Assert.Equal("""["primary","backup"]""", Option("ntfy", "role").GetProperty("choices").ToString());
        Assert.Equal("lookup", Text(Option("webhook", "headers"), "form"));
        Assert.DoesNotContain(kinds["plex"].GetProperty("options").EnumerateArray(), o => Text(o, "name") == "enabled");
    }
}
