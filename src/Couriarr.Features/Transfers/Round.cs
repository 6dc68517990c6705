using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;

namespace Couriarr.Features.Transfers;

/// <summary>One run of a transfer, and what it has come to so far. Files that are carried side by side tell it at once.</summary>
internal sealed record Round(TransferMedia Job, Route Route, JobContext Context, TimeProvider Clock)
{
    private readonly long _started = Clock.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Dictionary<long, long> _underWay = [];
    private long _total;
    private long _done;

    public HashSet<long> Seen { get; } = [];

    /// <summary>What needs no carrying, and why.</summary>
    public List<string> Needless { get; } = [];

    /// <summary>What a dry run only looked at, and what it would do.</summary>
    public List<string> Rehearsed { get; } = [];

    /// <summary>Other mappings that files went to meanwhile.</summary>
    public HashSet<string> Elsewhere { get; } = [];

    /// <summary>Those that failed and cannot, or shall not, be tried again.</summary>
    public List<(Parcel Parcel, Exception Error)> Hopeless { get; } = [];

    /// <summary>The longest wait that any file asked for, in settle times, and why.</summary>
    public (int Pauses, string Why)? Waiting { get; private set; }
    public Exception? Transient { get; private set; }
    public BlockedException? Blocked { get; private set; }

    /// <summary>What the destination could not give.</summary>
    public Shortage? Shortage { get; private set; }

    /// <summary>The largest file that was really copied; null when none was.</summary>
    public long? Largest { get; private set; }

    /// <summary>More than what belongs to something else was delivered.</summary>
    public bool HasVideo { get; private set; }

    public TimeSpan Took => Clock.GetElapsedTime(_started);

    public bool IsIncomplete => Waiting is not null || Transient is not null || Blocked is not null || Hopeless.Count > 0;

    public void Expect(IEnumerable<Parcel> parcels) => _total += parcels.Sum(parcel => parcel.File.Size ?? 0);

    /// <summary>What a person or a history names comes without a size, and what an app tells may be off.</summary>
    public void Measured(Parcel parcel, long size) => Interlocked.Add(ref _total, size - (parcel.File.Size ?? 0));

    /// <summary>The first counts of several that are carried side by side; but before one that only waits for the others' room, one that says there is none.</summary>
    public void Block(Parcel parcel, BlockedException why)
    {
        lock (_gate)
            if (Blocked is null || (Shortage is null && why is NoRoomException))
                (Blocked, Shortage) = (why, why is NoRoomException full ? new Shortage(parcel.File.Size ?? 0, full.Free) : null);
    }

    public void Passed(Parcel parcel, Fate.Delivered delivered)
    {
        lock (_gate)
        {
            _underWay.Remove(parcel.Id);
            _done += delivered.Size;
            if (delivered.Bytes > 0)
                Largest = Math.Max(Largest ?? 0, delivered.Size);
            HasVideo |= !Sidecar.Is(parcel.Name);
        }
    }

    public void Skip(string why) => Add(Needless, why);

    public void Rehearse(string what) => Add(Rehearsed, what);

    public void Lose(Parcel parcel, Exception why) => Add(Hopeless, (parcel, why));

    public void TryLater(Exception why) => Transient = why;

    public void MovedTo(Route route)
    {
        if (route.Name != Route.Name)
            Add(Elsewhere, route.Name);
    }

    public void WaitFor(Parcel parcel, Fate.Waiting waiting)
    {
        lock (_gate)
            if (Stability.Pauses(waiting) is var pauses && pauses > (Waiting?.Pauses ?? 0))
                Waiting = (pauses, $"{parcel.Title}: {waiting.Why}");
    }

    public void Report(Parcel parcel, CopyProgress progress)
    {
        lock (_gate)
        {
            _underWay[parcel.Id] = progress.Bytes;
            var current = _done + _underWay.Values.Sum();
            Context.Report(new JobProgress(current, Math.Max(_total, current), parcel.Title, progress.Note));
        }
    }

    /// <summary>It is not under way any more, whatever became of it.</summary>
    public void Ended(Parcel parcel)
    {
        lock (_gate)
            _underWay.Remove(parcel.Id);
    }

    private void Add<T>(ICollection<T> all, T one)
    {
        lock (_gate)
            all.Add(one);
    }
}
