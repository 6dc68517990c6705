using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Instances;
using Couriarr.Neighbours;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Instances;

/// <summary>The lines for the configuration.</summary>
public sealed partial class DoctorTests
{
    [Fact]
    public async Task Proposes_the_mapping_after_finding_the_file()
    {
        var wrong = Directory.CreateDirectory(Path.Join(_disk, "upstream/other")).FullName;
        await File.WriteAllTextAsync(Path.Join(wrong, "something"), "", TestContext.Current.CancellationToken);

        var found = await ExamineAsync(wrong, Destination, _ => { });

        Assert.Equal("file", found.GetProperty("broken").GetString());
        Assert.Equal(
            $"paths:\n  mappings:\n    # In place of the entry {{ from: /movies }}:\n    - {{ from: /movies, source: {Library}, destination: {Destination}, type: movie }}",
            found.GetProperty("proposal").GetString()
        );
    }

    [Fact]
    public async Task Goes_by_no_link_when_it_looks_for_the_file()
    {
        var wrong = Directory.CreateDirectory(Path.Join(_disk, "inside/wrong")).FullName;
        File.CreateSymbolicLink(Path.Join(wrong, "link"), Path.Join(_disk, "upstream"));

        var found = await ExamineAsync(wrong, Destination, _ => { });

        Assert.Contains("source: /where/we/see/it", found.GetProperty("proposal").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "In place of the entry { from: /movies, instance: radarr-4k }:")]
    [InlineData(false, "Beside the entry { from: /movies }, which stays for all else:")]
    public async Task Proposes_for_one_of_two_that_share_a_path_what_holds_for_it_alone(bool hasOwn, string heading)
    {
        var wrong = Directory.CreateDirectory(Path.Join(_disk, "upstream/other")).FullName;
        await File.WriteAllTextAsync(Path.Join(wrong, "something"), "", TestContext.Current.CancellationToken);
        await using var hd = await FakeArr.RadarrAsync();
        await using var uhd = await FakeArr.RadarrAsync();
        uhd.Disk = Path.Join(_disk, "upstream");
        await CatchUpTests.ImportAsync(uhd, "Film");
        var right = Mapping(Library, "hd") with { Instance = "radarr-hd" };
        var mapping = Mapping(wrong, "4k") with { Instance = hasOwn ? "radarr-4k" : null };
        var options = new CouriarrOptions { Paths = new() { Mappings = [right, mapping] } };
        await using var house = await ArrHousehold.StartAsync(options, ("radarr-hd", hd), ("radarr-4k", uhd));

        var found = await house.PostAsync("/instances/radarr-4k/doctor");

        Assert.Equal("file", found.GetProperty("broken").GetString());
        Assert.Equal(
            $"paths:\n  mappings:\n    # {heading}\n"
                + $"    - {{ from: /movies, source: {Library}, destination: {mapping.Destination}, type: movie, instance: radarr-4k }}",
            found.GetProperty("proposal").GetString()
        );
    }

    [Theory]
    [InlineData("", "is not mounted")]
    [InlineData("movies", "is not there")]
    public async Task C06_no_other_mapping_is_proposed_for_a_source_that_is_only_away(string below, string words)
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();
        var behind = Directory.CreateDirectory(Path.Join(mount.Behind, below)).FullName;
        Directory.CreateDirectory(Path.Join(_disk, "upstream"));
        Directory.CreateSymbolicLink(Library, behind);

        var found = await ExamineAsync(Path.Join(mount.Folder, below), Destination, _ => mount.Vanish(), arrives: true);

        Assert.Equal("source", found.GetProperty("broken").GetString());
        Assert.Contains(words, Sentence(found, "source"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, found.GetProperty("proposal").ValueKind);
    }

    [Theory]
    [InlineData("/media", "{ from: /media/movies, source: /nas/movies, destination: /far/movies, type: movie }")]
    [InlineData("/media/movies/Film", "{ from: /media/movies/Film, source: /nas/movies/Film, destination: /far, type: movie }")]
    public void A_proposal_wins_over_a_mapping_of_another_depth(string from, string entry)
    {
        var old = new Way(from, "/wrong", "/far", "");

        var lines = Prescription.For("/media/movies", "/nas/movies", old, owner: null, name => name).Lines(Features.Arr.ArrApp.Radarr);

        Assert.EndsWith($"    - {entry}", lines, StringComparison.Ordinal);
    }

    private PathMapping Mapping(string source, string name) =>
        new()
        {
            From = "/movies",
            Source = source,
            Destination = Directory.CreateDirectory(Path.Join(_disk, name)).FullName,
        };
}
