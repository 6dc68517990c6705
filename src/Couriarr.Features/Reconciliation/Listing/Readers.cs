using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>The threads that read the folders of one tree. On a hung mount they are left behind; the last one to come back closes the root.</summary>
internal sealed class Readers(string path, WalkOptions options, TimeProvider clock)
{
    private volatile Root? _root;
    private Pace? _pace;
    private MemoryBook? _book;
    private int _count;

    public ReadingDesk Desk { get; } = new();
    public Pulse Pulse { get; } = new(clock);

    public void Start()
    {
        _count = Math.Max(1, options.Parallel);
        for (var i = _count; i > 0; i--)
            _ = Aside.Run(Work);
    }

    public void Leave()
    {
        Desk.Close();
        Pulse.Leave();
    }

    /// <summary>Everything was read: looks whether it still lies where it should, and then remembers it.</summary>
    /// <exception cref="BlockedException">Its path leads elsewhere now.</exception>
    public bool Complete()
    {
        _root?.EnsureThere();
        _book?.Complete();
        return true;
    }

    private bool Work()
    {
        try
        {
            // The first folder is the root, and others come of it alone.
            if (Desk.Take() is { } first && Read(first, Open) is { } reader)
                while (Desk.Take() is { } folder)
                    Read(folder, () => reader);
        }
        finally
        {
            if (Interlocked.Decrement(ref _count) == 0)
                Close();
        }
        return true;
    }

    private void Close()
    {
        _root?.Dispose();
        _book?.Dispose();
    }

    private FolderReader? Read(Folder folder, Func<FolderReader> open)
    {
        try
        {
            var reader = open();
            Desk.PutDown(folder, reader.Read(folder.Paths));
            return reader;
        }
        catch (IOException e)
        {
            var why = e.HResult is > 0 and < 4096 ? Linux.Say(e.HResult) : e.Message;
            Desk.PutDown(folder, new Page([], [], [new Unread(folder.Paths[0], $"It cannot be read: {why}.")]));
        }
        catch (Exception e)
        {
            Desk.GiveUp(folder, e);
        }
        return null;
    }

    private FolderReader Open()
    {
        if (_root is null)
        {
            _root = Root.Open(path);
            _pace = new Pace(_root.IsShare ? options.OperationsOnShares : 0, clock);
            _book = _root.KeepsTimes ? options.Memory?.Open(options, clock) : null;
        }
        var memory = _book is null ? null : new MemoryWindow(_book);
        return new FolderReader(_root, new NameFilter(options), _pace!, Pulse, memory);
    }
}
