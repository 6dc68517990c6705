using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// A program of the owner's gets the event as JSON on its standard input. No shell reads anything, it sees nothing of our environment,
/// and nothing that it started outlives it.
/// </summary>
internal sealed class CommandChannel(TimeProvider clock) : IChannel
{
    private const int CannotBeRun = 126;
    private const int IsNotFound = 127;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    public string Kind => "command";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [JsonNode.Parse(EventJson.Of(notice))!];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var (who, options) = (Peers.Named(member.Kind, member.Name), (CommandOptions)member.Options);
        var path = Path.GetFullPath(options.Path!);
        if (!File.Exists(path))
            throw new BlockedException($"{who}: there is no program at {path}.");
        await using var group = ProcessGroup.Start(path, options.Arguments, EnvironmentFor(notice), "/", clock, hasInput: true);
        using var late = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        var (words, errors) = (new Tail(group.Output), new Tail(group.Error));
        var hearing = Task.WhenAll(words.HearAsync(), errors.HearAsync());
        try
        {
            await GiveAsync(group, notice, either.Token);
            Judge(await group.WaitAsync(either.Token), await LastWordsAsync(group, hearing, errors), who, path);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TransientException(
                $"{who} did not end within {Duration.Write(options.Timeout)}, and was ended with all that it had started. A longer timeout: may help.",
                inner: e
            );
        }
    }

    private static void Judge(int code, string said, string who, string path)
    {
        if (code is CannotBeRun or IsNotFound)
            throw new BlockedException($"{who}: {path} cannot be run{said}. Is it executable, with a first line like #!/bin/sh?");
        if (code != 0)
            throw new TransientException($"{who} ended with exit code {code}{said}. It will be run again.");
    }

    private static Dictionary<string, string> EnvironmentFor(Notice notice) =>
        new()
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["LANG"] = "C.UTF-8",
            ["COURIARR_EVENT"] = notice.Event,
            ["COURIARR_EVENT_ID"] = notice.Id,
            ["COURIARR_SEVERITY"] = notice.Severity.ToString().ToLowerInvariant(),
        };

    // Who does not read what he is given need not: that is no failure.
    private static async Task GiveAsync(ProcessGroup group, Notice notice, CancellationToken ct)
    {
        try
        {
            await group.Input.WriteAsync(EventJson.Of(notice), ct).AsTask().WaitAsync(ct);
            await group.Input.DisposeAsync();
        }
        catch (IOException) { }
    }

    // What it left running holds the pipes open.
    private async Task<string> LastWordsAsync(ProcessGroup group, Task hearing, Tail errors)
    {
        await group.KillAsync();
        await Task.WhenAny(hearing, Task.Delay(LastWords, clock, CancellationToken.None));
        return errors.Line is { Length: > 0 } line ? $": {line}" : "";
    }

    /// <summary>The end of what a program says. The rest is read and forgotten, or the program would wait for us for ever.</summary>
    private sealed class Tail(StreamReader from)
    {
        private const int Longest = 4096;
        private const int LongestLine = 200;
        private readonly Lock _gate = new();
        private string _kept = "";

        /// <summary>The last one that says something.</summary>
        public string Line
        {
            get
            {
                lock (_gate)
                {
                    var line = _kept.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
                    return Excerpt.Of(line, LongestLine);
                }
            }
        }

        public async Task HearAsync()
        {
            var gulp = new char[Longest];
            try
            {
                for (int read; (read = await from.ReadAsync(gulp)) > 0; )
                    Keep(new string(gulp, 0, read));
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException) { }
        }

        private void Keep(string heard)
        {
            lock (_gate)
                _kept = (_kept + heard) is { Length: > Longest } all ? all[^Longest..] : _kept + heard;
        }
    }
}
