using Couriarr.Features.Intake;

namespace Couriarr.Tests.Intake;

/// <summary>What came to an address that several instances have.</summary>
public sealed partial class DuplicateTests
{
    [Theory]
    [InlineData("radarr-hd")]
    [InlineData("radarr-4k")]
    public async Task D11_what_came_without_its_sender_s_name_is_known_in_the_history_of_each_that_may_have_sent_it(string instance)
    {
        var first = await HearAsync("radarr/Download.json", candidates: ["radarr-hd", "radarr-4k"]);

        Assert.Equal(new Written(first.Id, IsNew: false), await HearAsync("radarr/Download.json", With("movieFile", "dateAdded", null), instance));
        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "size", 5), instance)).IsNew);
    }

    [Fact]
    public async Task D11_what_a_history_told_is_known_when_its_webhook_comes_without_its_sender_s_name()
    {
        var first = await HearAsync("radarr/Download.json", instance: "radarr-4k");

        var late = await HearAsync("radarr/Download.json", candidates: ["radarr-hd", "radarr-4k"]);

        Assert.Equal(new Written(first.Id, IsNew: false), late);
    }

    [Fact]
    public async Task D11_two_instances_that_count_alike_do_not_make_each_other_s_files_forgotten()
    {
        string[] both = ["radarr-hd", "radarr-4k"];
        await HearAsync("radarr/Download.json", candidates: both);
        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "relativePath", "other.mkv"), candidates: both)).IsNew);

        Assert.False((await HearAsync("radarr/Download.json", candidates: both)).IsNew);
        Assert.False((await HearAsync("radarr/Download.json", instance: "radarr-hd")).IsNew);
    }
}
