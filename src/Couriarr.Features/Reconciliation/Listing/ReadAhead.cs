using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// Folders, read by several threads a little ahead of the one who passes through them in order. What that one waits for is read first,
/// else whatever comes next in order, until enough lies ready.
/// </summary>
internal sealed class ReadAhead(string root, WalkOptions options, TimeProvider clock)
{
    private readonly Readers _readers = new(root, options, clock);

    public WalkProgress Progress => _readers.Desk.Progress;

    public Folder Start()
    {
        var top = _readers.Desk.Ask(new Folder([""]));
        _readers.Start();
        return top;
    }

    /// <summary>A folder inside one that was read.</summary>
    public Folder Inner(Folder folder, int number) => _readers.Desk.Inner(folder, number);

    /// <exception cref="BlockedException">Nothing was read for so long that the mount must hang.</exception>
    public async ValueTask<Page> PageOfAsync(Folder folder, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var waiter = _readers.Desk.WaitFor(folder);
        if (!waiter.IsCompleted)
            _readers.Pulse.Beat();
        while (!waiter.IsCompleted)
            await WaitAsync(waiter, ct);
        return _readers.Desk.Collect(folder);
    }

    private async Task WaitAsync(Task waiter, CancellationToken ct)
    {
        var rest = options.Patience - _readers.Pulse.Silence;
        if (rest <= TimeSpan.Zero)
            throw new BlockedException(
                $"{root} has not answered for {options.Patience.TotalSeconds:0} seconds: the server behind it is away or its connection hangs."
            );
        await waiter.WaitAsync(rest, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Everything was read.</summary>
    public Task EndAsync(CancellationToken ct) => Aside.RunAsync(_readers.Complete, root, options.Patience, clock, ct);

    /// <summary>Nobody passes any more.</summary>
    public void Leave() => _readers.Leave();
}
