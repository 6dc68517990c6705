using System.Globalization;
using Couriarr.Neighbours;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Instances;

[Trait("family", "carry")]
public sealed class InstanceVerbsTests
{
    [Fact]
    public async Task The_verbs_ask_the_running_service_and_tell_its_answers()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        using var room = new ConfigRoom()
            .With("COURIARR_API_KEY", house.Host.ApiKey)
            .With("PORT", new Uri(house.Host.Address).Port.ToString(CultureInfo.InvariantCulture));
        await house.CatchUpAsync("radarr-hd", "skipped");

        var listed = room.Run("instances");
        var registered = room.Run("instances", "register", "--url", house.Host.Address);
        radarr.ClockShift = TimeSpan.FromMinutes(1);
        var (work, file) = await CatchUpTests.ImportAsync(radarr, "Film");
        var doctored = room.Run("doctor", "radarr-hd");
        var missed = room.Run("catchup", "--dry-run", "--since", "48h");
        var unknown = room.Run("doctor", "nobody");

        Assert.Equal((0, $"radarr-hd: radarr {radarr.Flavour.Version} at {radarr.Address}\n"), (listed.Code, listed.Output));
        Assert.Contains("tells us from now on", registered.Output, StringComparison.Ordinal);
        Assert.Equal(1, doctored.Code);
        Assert.Contains("BROKEN mapping", doctored.Output, StringComparison.Ordinal);
        Assert.Contains("{ from: /movies, source:", doctored.Output, StringComparison.Ordinal);
        Assert.Contains($"tried with {file.PathIn(work)}", doctored.Output, StringComparison.Ordinal);
        Assert.Contains("0 of 1 imports", missed.Output, StringComparison.Ordinal);
        Assert.Equal(
            (StartupException.Failure, true),
            (unknown.Code, unknown.Error.Contains("There are: radarr-hd", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("instances", "register")]
    public async Task Without_any_app_they_say_what_to_do(params string[] verb)
    {
        await using var house = await ArrHousehold.StartAsync();
        using var room = new ConfigRoom()
            .With("COURIARR_API_KEY", house.Host.ApiKey)
            .With("PORT", new Uri(house.Host.Address).Port.ToString(CultureInfo.InvariantCulture));
        var (code, output) = (room.Run(verb).Code, room.Run(verb).Output);
        Assert.Equal(1, code);
        Assert.Contains("There is no app yet, or none is enabled. Add one on the page Apps", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_so_when_nobody_runs()
    {
        using var room = new ConfigRoom().With("COURIARR_API_KEY", "0123456789abcdef").With("PORT", "1");

        var (code, _, error) = room.Run("catchup");

        Assert.Equal(StartupException.Failure, code);
        Assert.Contains("Couriarr does not answer at http://127.0.0.1:1", error, StringComparison.Ordinal);
    }
}
