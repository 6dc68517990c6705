namespace Couriarr.Features.Transfers.Native;

/// <summary>Stands beside a copy: tells how far it is, now and then, and has it wait where an import wants to pass.</summary>
/// <param name="road">Null for what waits for nobody.</param>
internal sealed class Lookout(long size, Road? road, Action<CopyProgress> report, TimeProvider clock)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(500);
    private readonly Speedometer _speed = new(size, clock);
    private long _last;
    private volatile bool _rests;

    /// <summary>It does not get on, and that is as it should be.</summary>
    public bool Rests => _rests;

    /// <summary>After each block, on the thread of the copy.</summary>
    public void Passed(long bytes, CancellationToken ct)
    {
        if (_last == 0 || bytes >= size || clock.GetElapsedTime(_last) >= BetweenReports)
            Tell(_speed.At(bytes));
        if (road is null or { IsFree: true })
            return;
        _rests = true;
        try
        {
            Tell(new CopyProgress(bytes, $"{Sizes.Of(bytes)}, paused for an import"));
            road.WaitUntilFree(ct);
        }
        finally
        {
            _rests = false;
        }
    }

    private void Tell(CopyProgress progress)
    {
        _last = clock.GetTimestamp();
        report(progress);
    }
}
