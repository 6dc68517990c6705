using Couriarr.Features.Movies.Scanning;
using Couriarr.Tests.Transfers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Movies.Scanning;

/// <summary>ffprobe is asked when it is there, and never believed or waited for too much.</summary>
[Trait("family", "dress")]
public sealed class FfprobeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-ffprobe-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_is_in_a_video()
    {
        const string Said = """
            {"streams":[
              {"codec_type":"video","codec_name":"hevc","width":3840,"height":1600,"color_transfer":"smpte2084"},
              {"codec_type":"video","codec_name":"mjpeg","width":600,"height":900,"disposition":{"attached_pic":1}},
              {"codec_type":"audio","codec_name":"truehd","channels":8,"tags":{"language":"eng"}},
              {"codec_type":"audio","codec_name":"ac3","channels":6,"tags":{"language":"und"}},
              {"codec_type":"subtitle","codec_name":"subrip","tags":{"language":"ger"}}],
             "format":{"duration":"8160.512000"}}
            """;

        var streams = await Probe($"cat <<'END'\n{Said}\nEND").OfAsync("/movies/a.mkv", Ct);

        var video = Assert.Single(streams!.Video);
        Assert.Equal(("hevc", 3840, 1600, "hdr10", "2.40"), (video.Codec, video.Width, video.Height, video.Hdr, video.Aspect));
        Assert.Equal([("truehd", 8, "eng"), ("ac3", 6, null)], streams.Audio.Select(a => (a.Codec, a.Channels, a.Language)));
        Assert.Equal(["ger"], streams.Subtitles);
        Assert.Equal(8160, streams.Seconds);
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("echo nonsense")]
    [InlineData("echo '[]'")]
    [InlineData("echo '{\"streams\":[{\"codec_type\":\"audio\"}]}'")]
    [InlineData("echo '{\"streams\":7,\"format\":[]}'")]
    [InlineData("yes")]
    public async Task What_it_cannot_say_is_not_known(string script) => Assert.Null(await Probe(script).OfAsync("/movies/a.mkv", Ct));

    [Fact]
    public async Task One_that_never_ends_is_not_waited_for() =>
        Assert.Null(await Probe("sleep 600", TimeSpan.FromSeconds(1)).OfAsync("/movies/a.mkv", Ct));

    [Fact]
    public async Task Nothing_that_it_started_survives_it()
    {
        var child = Path.Combine(_folder, "child");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var asking = Probe($"sleep 600 & echo $! > {child}.new; mv {child}.new {child}; wait").OfAsync("/movies/a.mkv", stop.Token);
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(child)));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        var id = (await File.ReadAllTextAsync(child, Ct)).Trim();
        await CarryHost.UntilAsync(() => Task.FromResult(IsDead(id)));
    }

    // Whoever took it over may not have noticed yet.
    private static bool IsDead(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    [Fact]
    public async Task Where_there_is_none_nothing_is_known() =>
        Assert.Null(await new Ffprobe(TimeProvider.System, NullLogger<Ffprobe>.Instance) { Program = null }.OfAsync("/movies/a.mkv", Ct));

    private Ffprobe Probe(string script, TimeSpan? limit = null)
    {
        var program = Path.Combine(_folder, "ffprobe");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new Ffprobe(TimeProvider.System, NullLogger<Ffprobe>.Instance)
        {
            Program = program,
            Limit = limit ?? TimeSpan.FromMinutes(1),
        };
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
