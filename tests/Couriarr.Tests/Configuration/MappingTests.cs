namespace Couriarr.Tests.Configuration;

[Trait("family", "doors")]
public sealed class MappingTests
{
    private const string Good = "{ from: /movies, source: /mnt/synology/rs-movies, destination: /mnt/unraid/media/Movies, type: movie }";

    [Theory]
    [InlineData(
        "{ from: movies, source: /a, destination: /b }",
        "paths.mappings[1].from must be a whole path that begins with /, not 'movies'."
    )]
    [InlineData("{ from: /tv, source: a, destination: /b }", "paths.mappings[1].source must be a whole path that begins with /, not 'a'.")]
    [InlineData(
        "{ from: /tv, source: /a, destination: ./b }",
        "paths.mappings[1].destination must be a whole path that begins with /, not './b'."
    )]
    [InlineData("{ from: /tv, source: /a/../b, destination: /c }", "paths.mappings[1].source must not go back with '..'")]
    [InlineData("{ from: /tv, source: /a, destination: /a/ }", "paths.mappings[1].destination is its source, /a")]
    [InlineData("{ from: /tv, source: /a/b, destination: /a }", "paths.mappings[1].source /a/b lies inside its destination /a")]
    [InlineData("{ from: /tv, source: /a, destination: /a/b }", "paths.mappings[1].destination /a/b lies inside its source /a")]
    [InlineData("{ from: /movies/, source: /a, destination: /b }", "paths.mappings[1].from is /movies, as in paths.mappings[0]")]
    [InlineData("{ from: /tv, source: /mnt/unraid/media, destination: /b }", "paths.mappings[1] and paths.mappings[0] overlap")]
    [InlineData("{ from: /tv, source: /a, destination: /mnt/synology/rs-movies/x }", "paths.mappings[1] and paths.mappings[0] overlap")]
    [InlineData("{ from: /tv, source: /a, destination: /mnt/synology }", "paths.mappings[1] and paths.mappings[0] overlap")]
    public void H03_Mappings_that_cannot_work_are_refused_with_an_example(string mapping, string sentence)
    {
        using var room = With(mapping);
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains("config.yaml:4:", error, StringComparison.Ordinal);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Contains($"Write it like this: {Good}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ from: /movies-4k, source: /mnt/synology/rs-movies-4k, destination: /mnt/unraid/media/Movies 4K }")]
    [InlineData("{ from: /movies/kids, source: /mnt/kids, destination: /mnt/other }")]
    [InlineData("{ from: /data/movies, source: /mnt/synology/rs-movies, destination: /mnt/unraid/media/Movies }")]
    public void Mappings_that_can_work_are_left_alone(string mapping)
    {
        using var room = With(mapping);
        Assert.Equal((0, "config.yaml is fine.\n", ""), room.Run("config", "check"));
    }

    [Theory]
    [InlineData("me@nas:/media/TV")]
    [InlineData("ssh://me@nas:2222/media/TV")]
    [InlineData("rsync://nas/media/TV")]
    public void A_destination_may_be_on_another_machine(string destination)
    {
        using var room = With($"{{ from: /tv, source: /a, destination: \"{destination}\" }}");
        Assert.Equal((0, "config.yaml is fine.\n", ""), room.Run("config", "check"));
    }

    [Fact]
    public void H03_Another_machine_that_is_written_wrongly_is_refused()
    {
        using var room = With("{ from: /tv, source: /a, destination: \"-oProxyCommand=x:/media\" }");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains("paths.mappings[1].destination must be written as user@host:/path", error, StringComparison.Ordinal);
    }

    [Fact]
    public void That_nothing_is_mirrored_to_another_machine_is_warned_of()
    {
        using var room = With("{ from: /tv, source: /a, destination: \"nas:/media\" }").With("SYNC_MIRROR_DELETES", "true");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(0, code);
        Assert.Contains("on another machine, where sync.mirror changes nothing", error, StringComparison.Ordinal);
    }

    [Fact]
    public void H03_Two_libraries_in_one_destination_are_warned_of()
    {
        using var room = With("{ from: /tv, source: /a, destination: /mnt/unraid/media/Movies }");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(0, code);
        Assert.Contains("paths.mappings[1] and paths.mappings[0] write into the same folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public void H03_one_folder_of_another_machine_that_is_written_in_two_ways_is_warned_of()
    {
        const string Far = "{ from: /a, source: /a, destination: \"nas:/vol/x\" }";
        using var room = new ConfigRoom().Yaml(
            $"paths:\n  mappings:\n    - {Far}\n    - {{ from: /b, source: /b, destination: \"ssh://me@nas/vol/x\" }}\n"
        );
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(0, code);
        Assert.Contains("paths.mappings[1] and paths.mappings[0] write into the same folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_path_may_mean_two_folders_of_two_instances()
    {
        using var room = new ConfigRoom()
            .With("RADARR_HD_URL", "http://a:7878")
            .With("RADARR_HD_API_KEY", "a")
            .Yaml(
                "paths:\n  mappings:\n    - { from: /m, source: /a, destination: /b }\n    - { from: /m, source: /c, destination: /d, instance: radarr-hd }\n"
            );
        Assert.Equal(0, room.Run("config", "check").Code);
    }

    [Fact]
    public void H03_A_mapping_for_nobody_is_refused()
    {
        using var room = new ConfigRoom()
            .With("RADARR_HD_URL", "http://a:7878")
            .Yaml("paths:\n  mappings:\n    - { from: /m, source: /a, destination: /b, instance: radar-hd }\n");
        Assert.Contains(
            "config.yaml:3:58: paths.mappings[0].instance names 'radar-hd', but there is no such instance. Did you mean radarr-hd?",
            room.Run("config", "check").Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Relative_folders_lie_in_their_base()
    {
        using var room = new ConfigRoom()
            .With("SYNC_SOURCE_BASE", "/mnt/synology")
            .With("SYNC_DEST_BASE", "/mnt/unraid/media")
            .Yaml("paths:\n  mappings:\n    - { from: /movies, source: rs-movies, destination: Movies }\n");
        Assert.Equal(0, room.Run("config", "check").Code);
        room.With("SYNC_DEST_BASE", "/mnt/synology/rs-movies");
        Assert.Contains("lies inside its source /mnt/synology/rs-movies", room.Run("config", "check").Error, StringComparison.Ordinal);
    }

    private static ConfigRoom With(string mapping) => new ConfigRoom().Yaml($"paths:\n  mappings:\n    - {Good}\n    - {mapping}\n");
}
