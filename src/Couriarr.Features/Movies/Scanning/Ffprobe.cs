using System.Text;
using Couriarr.Features.Places;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>What ffprobe says of videos, where it is installed. It is never waited for long, and nothing of it survives.</summary>
internal sealed class Ffprobe(TimeProvider clock, ILogger<Ffprobe> log)
{
    private const int MostSaid = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Places =
    [
        "/usr/bin/ffprobe",
        "/usr/local/bin/ffprobe",
        "/usr/lib/jellyfin-ffmpeg/ffprobe",
        "/usr/lib/plexmediaserver/ffprobe",
    ];
    private static readonly string[] Question =
    [
        "-v",
        "quiet",
        "-protocol_whitelist",
        "file",
        "-print_format",
        "json",
        "-show_streams",
        "-show_format",
        "-i",
    ];
    private static readonly Dictionary<string, string> Surroundings = new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["LANG"] = "C.UTF-8",
    };

    /// <summary>Another one than those of the machine.</summary>
    internal string? Program { get; init; } = Places.FirstOrDefault(File.Exists);
    internal TimeSpan Limit { get; init; } = Patience;

    /// <param name="path">Whole: what begins with a dash is never taken for an option.</param>
    /// <returns>Null when there is no ffprobe, or it does not understand the file.</returns>
    public async Task<Streams?> OfAsync(string path, CancellationToken ct)
    {
        if (Program is null)
            return null;
        try
        {
            return StreamsReader.Read(await AskAsync(Program, path, ct));
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception or TimeoutException)
        {
            log.LogDebug("ffprobe says nothing of {Path}: {Why}", path, e.Message);
            return null;
        }
    }

    private async Task<string> AskAsync(string program, string path, CancellationToken ct)
    {
        await using var group = ProcessGroup.Start(program, [.. Question, path], Surroundings, "/", clock);
        using var late = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            var complaints = group.Error.BaseStream.CopyToAsync(Stream.Null, either.Token);
            var said = await HearAsync(group.Output, either.Token);
            await complaints.WaitAsync(either.Token);
            await group.WaitAsync(either.Token);
            return said;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"it did not end within {Limit.TotalSeconds:0} seconds.", e);
        }
    }

    private static async Task<string> HearAsync(StreamReader from, CancellationToken ct)
    {
        var said = new StringBuilder();
        var gulp = new char[16 * 1024];
        for (int read; (read = await from.ReadAsync(gulp.AsMemory(), ct).AsTask().WaitAsync(ct)) > 0; )
            if (said.Append(gulp, 0, read).Length > MostSaid)
                throw new IOException("it says more than any video needs.");
        return said.ToString();
    }
}
