using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers.Rsync;

/// <summary>Runs rsync in a process group that ends with it, and stops it when it moves nothing for too long.</summary>
internal sealed class RsyncRun(CouriarrOptions options, RsyncProgram program, TimeProvider clock)
{
    private const int LongestTail = 2000;

    public async Task<RsyncEnd> OfAsync(RsyncCall call, Action<CopyProgress> report, CancellationToken ct)
    {
        await program.EnsureThereAsync(ct);
        await using var group = call.IsTied
            ? ProcessGroup.StartTied(program.Path, call.Arguments, call.Environment, call.Folder, clock)
            : ProcessGroup.Start(program.Path, call.Arguments, call.Environment, call.Folder, clock);
        var (shown, told, tail) = (0L, "", "");
        var patience = options.Sync with { StallTimeout = options.Sync.StallTimeout + call.Silence };
        using var watch = new Watchdog(() => group.Moved + Interlocked.Read(ref shown), patience, clock, ct);
        var output = Speech.ReadAsync(group.Output, line => Hear(line, report, ref shown, ref told));
        var error = Speech.ReadAsync(group.Error, line => tail = End($"{tail} {AppPath.Shown(line)}"));
        var code = await ExitAsync(group, watch, ct);
        await Task.WhenAll(output, error)
            .WaitAsync(TimeSpan.FromSeconds(3), clock, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new RsyncEnd(code, tail.Trim(), told);
    }

    private static async Task<int> ExitAsync(ProcessGroup group, Watchdog watch, CancellationToken ct)
    {
        try
        {
            return await group.WaitAsync(watch.Bark);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TransientException(watch.Why);
        }
    }

    private static void Hear(string line, Action<CopyProgress> report, ref long shown, ref string told)
    {
        if (RsyncProgress.Read(line) is { } progress)
        {
            Interlocked.Exchange(ref shown, progress.Bytes);
            report(progress);
        }
        told = RsyncProgress.ToldIn(line) ?? told;
    }

    private static string End(string text) => text.Length > LongestTail ? text[^LongestTail..] : text;
}

/// <summary>What rsync is asked to do.</summary>
/// <param name="Folder">Where it is started.</param>
internal sealed record RsyncCall(IEnumerable<string> Arguments, IEnumerable<KeyValuePair<string, string>> Environment, string Folder)
{
    /// <summary>How much longer than others it may move nothing: what only another machine reads is not seen here.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>It ends also when we are killed or frozen: what it publishes is not asked for once more.</summary>
    public bool IsTied { get; init; }
}

/// <param name="Said">The end of what it wrote to stderr.</param>
/// <param name="Told">What our --out-format made it write of the file; empty when it had nothing to do.</param>
internal sealed record RsyncEnd(int Code, string Said, string Told)
{
    public long Moved => RsyncProgress.MovedIn(Told);
}
