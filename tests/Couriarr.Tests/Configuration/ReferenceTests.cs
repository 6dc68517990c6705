using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Shapes;
using Couriarr.Features.Configuration.Showing;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Configuration;

/// <summary>What is written about the options is what the program knows of them.</summary>
[Trait("family", "docs")]
public sealed class ReferenceTests
{
    private static readonly SectionShape Root = ConfigLoader.Root(KnownKinds.All);

    [Fact]
    public void The_example_is_the_one_the_program_writes() => Assert.Equal(Example.Of(Root), Repository.Read("config.example.yaml"));

    [Fact]
    public void The_documents_list_is_the_one_the_program_writes() =>
        Assert.Equal(Reference.Of(Root), Repository.Read("docs/configuration.md"));

    [Fact]
    public void The_example_binds_and_changes_nothing()
    {
        using var room = new ConfigRoom().Yaml(Repository.Read("config.example.yaml"));
        Assert.Equal((0, "config.yaml is fine.\n", ""), room.Run("config", "check"));
        using var empty = new ConfigRoom();
        Assert.Equal(empty.Load().Settings.Select(s => (s.Path, s.Text)), room.Load().Settings.Select(s => (s.Path, s.Text)));
    }

    [Fact]
    public void The_example_has_every_option()
    {
        using var room = new ConfigRoom().Yaml(Example.Of(Root));
        Assert.All(room.Load().Settings.Where(s => s.Value is not null), s => Assert.Equal(Voice.File, s.At.Voice));
    }

    [Fact]
    public void The_examples_samples_bind_when_they_are_used()
    {
        using var room = new ConfigRoom().Yaml(Example.Of(Root, withSamples: true));
        foreach (
            var name in new[]
            {
                "PLEX_TOKEN",
                "JELLYFIN_API_KEY",
                "EMBY_API_KEY",
                "TELEGRAM_BOT_TOKEN",
                "DISCORD_WEBHOOK_URL",
                "PUSHOVER_USER_KEY",
                "PUSHOVER_API_TOKEN",
                "GOTIFY_TOKEN",
                "SLACK_WEBHOOK_URL",
                "MATRIX_ACCESS_TOKEN",
                "HOOK_KEY",
            }
        )
            room.With(name, "x");
        var config = room.Load();
        Assert.Empty(config.Problems.Errors);
        Assert.Equal((4, 4, 11), (config.Options.Instances.Count, config.Options.Players.Count, config.Options.Channels.Count));
        Assert.Single(config.Options.Paths.Mappings);
    }

    [Fact]
    public void The_schema_has_a_place_for_everything_in_the_example()
    {
        using var room = new ConfigRoom().Yaml(Example.Of(Root));
        var schema = JsonDocument.Parse(room.Run("config", "schema").Output).RootElement;
        foreach (var setting in room.Load().Settings)
            Assert.True(HasPlace(schema, setting.Path.Split('.')), setting.Path);
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void No_two_options_share_a_variable()
    {
        var names = KnownVariables.Of(Root).ToList();
        Assert.Empty(
            names
                .GroupBy(n => n)
                .Where(g => g.Count() > 1 && !g.Key.StartsWith("APPRISE_TELEGRAM", StringComparison.Ordinal))
                .Select(g => g.Key)
        );
    }

    [Fact]
    public void Every_option_is_explained_in_a_sentence()
    {
        foreach (var line in Example.Of(Root, withSamples: true).Split('\n').Where(l => l.TrimStart().StartsWith('#')).Skip(6))
            Assert.Matches(@"# .+[.]$", line);
    }

    private static bool HasPlace(JsonElement schema, string[] path) =>
        path.Length == 0 || (schema.GetProperty("properties").TryGetProperty(path[0], out var inner) && HasPlace(inner, path[1..]));
}
