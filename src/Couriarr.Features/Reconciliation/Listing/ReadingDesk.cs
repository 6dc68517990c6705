using System.Runtime.ExceptionServices;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Who reads what next, and what lies ready.</summary>
internal sealed class ReadingDesk
{
    private const int Enough = 4096;
    private readonly object _gate = new();

    // Folders with inner ones that nobody reads yet: the last one's come first.
    private readonly List<Folder> _open = [];
    private Folder? _urgent;
    private int _ready;
    private int _idle;
    private bool _isFull;
    private bool _isClosed;
    private WalkProgress _progress;

    public WalkProgress Progress
    {
        get
        {
            lock (_gate)
                return _progress;
        }
    }

    /// <summary>Has it read before all others.</summary>
    public Folder Ask(Folder folder)
    {
        lock (_gate)
        {
            _urgent = folder;
            Monitor.Pulse(_gate);
        }
        return folder;
    }

    public Folder Inner(Folder folder, int number)
    {
        lock (_gate)
        {
            var (inner, isNew) = folder.Leave(number);
            return isNew ? Ask(inner) : inner;
        }
    }

    /// <returns>Completes when it is read.</returns>
    public Task WaitFor(Folder folder)
    {
        lock (_gate)
            return folder.IsRead
                ? Task.CompletedTask
                : (folder.Waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public Page Collect(Folder folder)
    {
        lock (_gate)
        {
            if (folder.Failure is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            _ready -= folder.Page!.Entries.Length + 1;
            if (_isFull && _ready <= Enough / 2)
            {
                _isFull = false;
                Monitor.PulseAll(_gate);
            }
            return folder.Page;
        }
    }

    /// <summary>For a reader: waits until there is something to read.</summary>
    /// <returns>Null when nobody wants anything any more.</returns>
    public Folder? Take()
    {
        lock (_gate)
        {
            while (!_isClosed)
            {
                if ((_urgent ?? NextInOrder()) is { } folder)
                {
                    if (folder == _urgent)
                        _urgent = null;
                    return folder;
                }
                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }
            return null;
        }
    }

    private Folder? NextInOrder()
    {
        while (!_isFull && _open.Count > 0)
            if (_open[^1].HasMore)
                return _open[^1].TakeNext();
            else
                _open.RemoveAt(_open.Count - 1);
        return null;
    }

    public void PutDown(Folder folder, Page page)
    {
        lock (_gate)
        {
            folder.Fill(page);
            _progress = new WalkProgress(_progress.Folders + folder.Paths.Length, _progress.Files + page.FileCount);
            _ready += page.Entries.Length + 1;
            _isFull |= _ready >= Enough;
            if (folder.HasMore)
                Open(folder);
            folder.Waiter?.TrySetResult();
        }
    }

    public void GiveUp(Folder folder, Exception failure)
    {
        lock (_gate)
        {
            folder.Failure = failure;
            folder.Waiter?.TrySetResult();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Open(Folder folder)
    {
        var at = _open.Count;
        while (at > 0 && (!_open[at - 1].HasMore || PathOrder.Compare(_open[at - 1].NextPath, folder.NextPath) < 0))
            at--;
        _open.Insert(at, folder);
        if (_idle > 0)
            Monitor.PulseAll(_gate);
    }
}
