using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Saving;
using Couriarr.Saving;
using Couriarr.Tests.Dashboard;

namespace Couriarr.Tests.Configuration;

/// <summary>What the pages saved counts in place of the configuration file's sections, and never stops a start.</summary>
[Trait("family", "doors")]
public sealed class SavedFileTests : IDisposable
{
    private const string House = """
        filters:
          min_runtime: 30
          languages: { include: [English, French] }
        paths:
          mappings:
            - { from: /movies, source: /mnt/a/movies, destination: /mnt/b/movies }
        """;

    private readonly ConfigRoom _room;

    public SavedFileTests()
    {
        _room = new ConfigRoom().Yaml(House);
        _room.With("COURIARR_DATA", Path.Combine(_room.Folder, "data"));
        Directory.CreateDirectory(Path.Combine(_room.Folder, "data"));
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_saved_section_counts_whole_in_place_of_the_files_and_the_others_stay()
    {
        Save("filters: { min_runtime: 5 }\n");

        Assert.Equal(("5", "settings.yaml:1:25"), _room.Shown("filters.min_runtime"));
        Assert.Equal(("[\"English\"]", "default"), _room.Shown("filters.languages.include"));
        Assert.Equal("/mnt/a/movies", _room.Shown("paths.mappings[0].source").Value);
    }

    [Fact]
    public void The_environment_wins_over_what_is_saved()
    {
        Save("filters: { min_runtime: 5 }\n");
        _room.With("FILTERS_MIN_RUNTIME", "9");

        Assert.Equal(("9", "FILTERS_MIN_RUNTIME"), _room.Shown("filters.min_runtime"));
    }

    [Fact]
    public void A_variable_in_what_is_saved_is_only_text()
    {
        Save("paths: { mappings: [{ from: \"/${SECRET}\", source: /a, destination: /b }] }\n");
        _room.With("SECRET", "CANARY");

        Assert.Equal("/${SECRET}", _room.Shown("paths.mappings[0].from").Value);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("filters: [\n", "this is not YAML")]
    [InlineData("filters: { min_runtme: 5 }\n", "there is no option filters.min_runtme")]
    [InlineData("server: { port: 1 }\n", "'server' is no section that pages save")]
    [InlineData("rules: [{ when: { contry: GB }, then: add }]\n", "country")]
    [InlineData("messages: { delivered-movi: { title: x } }\n", "delivered-movie")]
    [InlineData("paths: { mappings: [{ from: /a, source: /b, destination: /b/c }] }\n", "copies would be copied again")]
    public void What_does_not_hold_is_told_by_the_check_and_does_not_count(string saved, string why)
    {
        Save(saved);

        var (code, _, error) = _room.Run("config", "check");

        Assert.Equal(78, code);
        Assert.Contains("settings.yaml", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Equal("30", _room.Shown("filters.min_runtime").Value);
    }

    [Fact]
    public void What_holds_is_fine_for_the_check()
    {
        Save("filters: { min_runtime: 5 }\n");
        Assert.Equal((0, "config.yaml is fine.\n", ""), _room.Run("config", "check"));
    }

    [Fact]
    public void A_mistake_in_the_configuration_file_is_not_blamed_on_what_is_saved()
    {
        Save("filters: { min_runtime: 5 }\n");
        _room.Yaml("lanes: { nothing: 1 }\n");

        var (code, _, error) = _room.Run("config", "check");

        Assert.Equal(78, code);
        Assert.DoesNotContain("settings.yaml", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_mapping_of_an_instance_that_is_gone_is_only_warned_of()
    {
        Save("paths: { mappings: [{ from: /tv, source: /a, destination: /b, instance: sonarr-4k }] }\n");

        var (code, _, error) = _room.Run("config", "check");

        Assert.Equal(0, code);
        Assert.Contains("sonarr-4k", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_set_aside_at_the_start_and_the_configuration_file_counts()
    {
        await using var host = await SavingHost.StartAsync(House);
        await File.WriteAllTextAsync(host.Saved, "filters: { min_runtime: much }\n", TestContext.Current.CancellationToken);

        (await host.PostAsync("/restart")).EnsureSuccessStatusCode().Dispose();
        await host.UntilUpAsync(turn: 2);

        Assert.Equal(30, host.Get<Features.Configuration.Options.CouriarrOptions>().Filters.MinRuntime);
        Assert.False(File.Exists(host.Saved));
        Assert.Single(Directory.GetFiles(host.Data, "settings.yaml.broken-*"));
        using var reader = await host.VisitAsync();
        Assert.Contains("was put aside", await reader.TextAsync("/ui/settings"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_written_for_its_owner_alone_and_the_state_before_comes_back()
    {
        var file = new SavedFile(_room.Folder);
        file.Write("filters: { min_runtime: 1 }\n");
        file.Write("# the second\nfilters: { min_runtime: 2 }\n");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
        Assert.Equal("the second", file.LastDeed);
        file.GoBack();
        Assert.Equal("filters: { min_runtime: 1 }\n", _room.Read("settings.yaml"));
        file.GoBack();
        Assert.Equal("the second", file.LastDeed);
    }

    [Theory]
    [InlineData("a: b # c")]
    [InlineData("line\nbreak \u0085 \u2028 \u2029 \0 \u001b[31m \ufeff")]
    [InlineData("\"quoted\" and 'so' \\ on")]
    [InlineData("- [x, {y: z}]")]
    [InlineData("${HOME} $${HOME} !tag &anchor *alias")]
    [InlineData("null")]
    [InlineData("")]
    public void Whatever_people_type_is_written_so_that_it_reads_back(string text)
    {
        var (at, problems) = (Origin.Default, new Problems());
        var entry = new Entry("title", new Scalar(text, at), at);
        var messages = new Mapping([new Entry("messages", new Mapping([new Entry("test", new Mapping([entry], at), at)], at), at)], at);

        var read = SavedFile.Read(Couriarr.Features.Configuration.Showing.NodeText.Of(messages), problems)!;

        Assert.Empty(problems.Errors);
        var test = (Mapping)((Mapping)read.Find("messages")!).Find("test")!;
        Assert.Equal(text, ((Scalar)test.Find("title")!).Text);
    }

    private void Save(string text) => _room.File("data/settings.yaml", text);
}
