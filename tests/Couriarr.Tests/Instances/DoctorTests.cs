using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Instances;

[Trait("family", "carry")]
public sealed partial class DoctorTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("couriarr-doctor-").FullName;

    private string Library => Path.Join(_disk, "upstream/movies");
    private string Destination => Path.Join(_disk, "far");

    [Fact]
    public async Task Proves_every_hop_of_a_way_that_holds()
    {
        var found = await ExamineAsync(Library, Destination, _ => { }, arrives: true);

        Assert.True(found.GetProperty("whole").GetBoolean());
        Assert.All(found.GetProperty("hops").EnumerateArray(), hop => Assert.Equal("ok", hop.GetProperty("state").GetString()));
        Assert.Contains("has arrived", Sentence(found, "arrival"), StringComparison.Ordinal);
        Assert.Contains("(+05:30), and the app has it as", Sentence(found, "import"), StringComparison.Ordinal);
        Assert.Equal(["Film (2021)"], Directory.EnumerateFileSystemEntries(Destination).Select(path => Path.GetFileName(path)));
    }

    [Theory]
    [InlineData("key", "app", "API key")]
    [InlineData("mapping", "mapping", "Add one for /movies")]
    [InlineData("source", "source", "is not there: mount it")]
    [InlineData("empty", "source", "is empty")]
    [InlineData("file", "file", "is not there")]
    [InlineData("size", "file", "it is another file")]
    [InlineData("destination", "destination", "is not there: mount it")]
    public async Task Names_the_first_hop_that_is_broken(string trouble, string hop, string words)
    {
        var file = Path.Join(Library, "Film (2021)/Film.mkv");
        var elsewhere = Directory.CreateDirectory(Path.Join(_disk, "elsewhere")).FullName;
        if (trouble == "file")
            await File.WriteAllTextAsync(Path.Join(elsewhere, "something"), "", TestContext.Current.CancellationToken);
        var source = trouble switch
        {
            "source" => Path.Join(_disk, "nowhere"),
            "empty" or "file" => elsewhere,
            _ => Library,
        };

        var found = await ExamineAsync(
            source,
            trouble == "destination" ? Path.Join(_disk, "nowhere") : Destination,
            arr =>
            {
                if (trouble == "key")
                    arr.ApiKey = "another";
                if (trouble == "size")
                    File.AppendAllText(file, "more");
            },
            trouble == "mapping" ? "/films" : "/movies"
        );

        Assert.Equal(hop, found.GetProperty("broken").GetString());
        Assert.Contains(words, Sentence(found, hop), StringComparison.Ordinal);
        Assert.Equal("unknown", found.GetProperty("hops").EnumerateArray().Last().GetProperty("state").GetString());
    }

    [Fact]
    public async Task Says_that_it_needs_an_import_and_refuses_a_path_that_climbs()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        var found = await house.PostAsync("/instances/radarr-hd/doctor");

        Assert.False(found.GetProperty("whole").GetBoolean());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("broken").ValueKind);
        Assert.Contains("Import something", Sentence(found, "import"), StringComparison.Ordinal);
        await house.RefusalAsync("/instances/radarr-hd/doctor?path=/movies/../etc/passwd", 400);
        var named = await house.PostAsync("/instances/radarr-hd/doctor?path=/movies/Film/Film.mkv");
        Assert.Equal("mapping", named.GetProperty("broken").GetString());
    }

    public void Dispose() => Directory.Delete(_disk, recursive: true);

    /// <param name="arrives">Whether the file does before what comes then; else it waits for an hour.</param>
    /// <param name="until">What was seen a moment ago counts for a moment: until that hop is broken.</param>
    private async Task<JsonElement> ExamineAsync(
        string source,
        string destination,
        Action<FakeArr> then,
        string from = "/movies",
        bool arrives = false,
        string? until = null
    )
    {
        Directory.CreateDirectory(Destination);
        await using var radarr = await FakeArr.RadarrAsync();
        radarr.Disk = Path.Join(_disk, "upstream");
        await CatchUpTests.ImportAsync(radarr, "Film");
        var mapping = new PathMapping
        {
            From = from,
            Source = source,
            Destination = destination,
        };
        var options = new CouriarrOptions
        {
            Paths = new() { Mappings = [mapping] },
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"),
            Sync = new() { Settle = arrives ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromHours(1), ReserveMb = 0 },
        };
        await using var house = await ArrHousehold.StartAsync(options, ("radarr-hd", radarr));
        if (arrives)
            await AsksAsync(house, "/instances/radarr-hd/deliveries", seen => seen.GetProperty("delivered").GetInt32() == 1);
        else
            await AsksAsync(house, "/jobs?type=queue-transfer", seen => seen.GetProperty("jobs").EnumerateArray().Any(IsOver));
        then(radarr);
        var found = await house.PostAsync("/instances/radarr-hd/doctor");
        for (var i = 0; until is not null && found.GetProperty("broken").GetString() != until && i < 200; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            found = await house.PostAsync("/instances/radarr-hd/doctor");
        }
        return found;
    }

    private static bool IsOver(JsonElement job) => job.GetProperty("status").GetString() is "succeeded" or "failed_permanent" or "dead";

    private static async Task AsksAsync(ArrHousehold house, string path, Func<JsonElement, bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!isSo(await house.Host.GetAsync(path)))
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
    }

    private static string? Sentence(JsonElement found, string hop) =>
        found
            .GetProperty("hops")
            .EnumerateArray()
            .Single(h => h.GetProperty("name").GetString() == hop)
            .GetProperty("sentence")
            .GetString();
}
