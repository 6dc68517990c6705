using System.Text;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Transfers;

[Trait("family", "carry")]
public sealed class NameTests
{
    public static TheoryData<string> Names =>
        [
            "-e sh -c id",
            "--delete",
            "Show: S01E01",
            "host:path",
            "new\nline",
            "tab\there",
            "'\"`$(id)*?[]{}",
            "trailing. ",
            "🎬 emoji",
            "Ame\u0301lie",
            "Am\u00e9lie",
            "\u202erotated",
            "bell\u0007",
            new string('x', 251),
            "%2e%2e",
            "#hash",
            ".hidden",
        ];

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C23_every_odd_name_arrives_byte_by_byte_and_is_never_an_option(SyncEngine engine)
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine });
        var names = Names.Select(row => row.Data).ToList();
        for (var i = 0; i < names.Count; i++)
            libraries.Put($"{names[i]}/{names[i]}.mkv", 1000 + i);

        for (var i = 0; i < names.Count; i++)
            await host.ImportAsync($"{names[i]}/{names[i]}.mkv", id: i);
        await host.IdleAsync(60);

        Assert.Equal(
            names.Select(name => Convert.ToHexString(Encoding.UTF8.GetBytes($"{name}/{name}.mkv"))).Order(),
            libraries.Delivered.Select(path => Convert.ToHexString(Encoding.UTF8.GetBytes(path))).Order()
        );
        libraries.Check();
    }

    [Fact]
    public async Task C23_a_message_of_a_failure_shows_control_characters_spelled_out()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);
        var movie = libraries.Movie("A/a.mkv", size: 1);

        await host.ImportAsync(movie with { Files = [movie.Files[0] with { Path = "/nowhere/\u001b[2Jgone.mkv" }] });
        await CarryHost.UntilAsync(() => Task.FromResult(!host.Told.All.IsEmpty));

        Assert.DoesNotContain(host.Told.All.Single(), char.IsControl);
        Assert.Contains(@"\u001B[2Jgone", host.Told.All.Single(), StringComparison.Ordinal);
    }
}
