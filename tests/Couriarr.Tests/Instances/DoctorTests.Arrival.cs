namespace Couriarr.Tests.Instances;

/// <summary>The last hop: what lies at the destination.</summary>
public sealed partial class DoctorTests
{
    [Theory]
    [InlineData("waits", null, "waits to be carried")]
    [InlineData("removed", "arrival", "It has not arrived")]
    [InlineData("cut", "arrival", "with another size")]
    [InlineData("older", null, "of another time")]
    public async Task What_never_arrived_or_is_another_version_is_no_whole_way(string trouble, string? broken, string words)
    {
        var copy = Path.Join(Destination, "Film (2021)/Film.mkv");
        var found = await ExamineAsync(
            Library,
            Destination,
            _ =>
            {
                if (trouble == "removed")
                    File.Delete(copy);
                else if (trouble == "cut")
                    File.WriteAllBytes(copy, [1]);
                else if (trouble == "older")
                    File.SetLastWriteTimeUtc(copy, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            },
            arrives: trouble != "waits"
        );

        Assert.False(found.GetProperty("whole").GetBoolean());
        Assert.Equal(broken, found.GetProperty("broken").GetString());
        Assert.Contains(words, Sentence(found, "arrival"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C05_of_a_destination_that_is_not_mounted_nobody_can_say_whether_the_file_arrived()
    {
        var marker = Path.Join(Directory.CreateDirectory(Destination).FullName, ".couriarr-mount");
        await File.WriteAllTextAsync(marker, "", TestContext.Current.CancellationToken);

        var found = await ExamineAsync(
            Library,
            Destination,
            _ =>
            {
                File.Delete(marker);
                Directory.Delete(Path.Join(Destination, "Film (2021)"), recursive: true);
            },
            arrives: true,
            until: "destination"
        );

        Assert.False(found.GetProperty("whole").GetBoolean());
        Assert.Equal("destination", found.GetProperty("broken").GetString());
        Assert.Contains("not mounted", Sentence(found, "destination"), StringComparison.Ordinal);
        Assert.Equal("unknown", found.GetProperty("hops").EnumerateArray().Last().GetProperty("state").GetString());
    }
}
