using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Couriarr.Tests.House;

/// <summary>The floors and rooms are as ARCHITECTURE.md says; its tables are this test's data.</summary>
[Trait("family", "docs")]
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Floors = Read("Floors");
    private static readonly Dictionary<string, string[]> Rooms = Read("Rooms");

    [Fact]
    public void Every_project_is_a_floor() =>
        Assert.Equal(
            Floors.Keys.Order(),
            Repository.Files("src", "*.csproj").Select(file => Path.GetFileNameWithoutExtension(file)).Order()
        );

    [Fact]
    public void A_floor_stands_only_on_what_the_table_says() =>
        Assert.All(
            Floors,
            floor => Assert.Equal(floor.Value, Items(floor.Key, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)))
        );

    [Fact]
    public void A_floor_names_none_that_it_does_not_stand_on() =>
        Assert.All(
            Floors.Keys,
            floor =>
                Assert.All(
                    Repository.Files($"src/{floor}", "*.cs"),
                    file =>
                        Assert.All(
                            FloorsNamedIn(file),
                            named => Assert.True(named == floor || Below(floor).Contains(named), $"{file} names {named}")
                        )
                )
        );

    [Fact]
    public void The_engine_needs_no_package() => Assert.Empty(Items("Couriarr.Jobs", "PackageReference"));

    [Fact]
    public void A_namespace_is_its_folder() =>
        Assert.All(
            Repository.Files("src", "*.cs"),
            file =>
                Assert.All(
                    Namespace().Matches(Repository.Read(file)),
                    found => Assert.Equal(Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.'), found.Groups["name"].Value)
                )
        );

    [Fact]
    public void Every_room_is_in_the_table() =>
        Assert.All(RoomFolders(), room => Assert.True(Rooms.ContainsKey(room), $"{room} has no row in ARCHITECTURE.md"));

    [Fact]
    public void A_room_uses_only_what_the_table_says() =>
        Assert.All(
            RoomFolders(),
            room =>
                Assert.All(
                    Repository.Files($"src/Couriarr.Features/{room}", "*.cs"),
                    file =>
                        Assert.All(
                            RoomsNamedIn(file),
                            named => Assert.True(named == room || Rooms[room].Contains(named), $"{file} names {named}")
                        )
                )
        );

    [Fact]
    public void The_tables_name_only_what_they_list()
    {
        Assert.All(Floors.Values.SelectMany(names => names), name => Assert.True(Floors.ContainsKey(name), name));
        Assert.All(Rooms.Values.SelectMany(names => names), name => Assert.True(Rooms.ContainsKey(name), name));
    }

    private static Dictionary<string, string[]> Read(string heading) =>
        Repository.Table("ARCHITECTURE.md", heading).ToDictionary(row => row.Key, row => Repository.Names(row.Value));

    private static IEnumerable<string> Below(string floor) => Floors[floor].SelectMany(next => Below(next).Prepend(next));

    private static IEnumerable<string> Items(string floor, string item) =>
        XDocument
            .Parse(Repository.Read($"src/{floor}/{floor}.csproj"))
            .Descendants(item)
            .Select(found => found.Attribute("Include")!.Value);

    private static IEnumerable<string> RoomFolders() =>
        Repository
            .Files("src/Couriarr.Features", "*.cs")
            .Select(file => file.Split('/'))
            .Where(parts => parts.Length > 3)
            .Select(parts => parts[2])
            .Distinct();

    // The top floor's name is the beginning of all the others': what names nothing below it is in a namespace of its own.
    private static IEnumerable<string> FloorsNamedIn(string file) =>
        Named().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value).Select(FloorOf);

    private static string FloorOf(string name) =>
        Floors.Keys.Where(floor => name == floor || name.StartsWith($"{floor}.", StringComparison.Ordinal)).MaxBy(floor => floor.Length)!;

    private static IEnumerable<string> RoomsNamedIn(string file) =>
        RoomNamed().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^(global )?using (static )?(\w+ = )?(?<name>Couriarr[\w.]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"\bFeatures\.(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex RoomNamed();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
