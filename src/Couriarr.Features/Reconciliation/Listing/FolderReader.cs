using System.Runtime.InteropServices;
using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Reads one folder after another, with as few calls as it takes. Belongs to one thread, which hangs with the mount.</summary>
/// <param name="memory">Null when nothing is remembered.</param>
internal sealed unsafe class FolderReader(Root root, NameFilter filter, Pace pace, Pulse pulse, MemoryWindow? memory)
{
    private const int Name = 19;
    private const int CallsInAGo = 64;
    private const string Special = "It is no file but a pipe, a socket or a device.";
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 * 1024, pinned: true);
    private readonly PageDraft _draft = new();
    private int _calls;
    private FolderFacts? _facts;

    /// <param name="folders">One, or several that have one name in several normal forms.</param>
    public Page Read(IReadOnlyList<string> folders)
    {
        if (Recall(folders) is { } known)
            return known;
        _draft.Clear();
        _facts = null;
        for (var i = 0; i < folders.Count; i++)
            try
            {
                Read(folders[i], i);
            }
            catch (IOException e) when (e.HResult is Linux.NoEntry && folders[i].Length > 0)
            {
                // Somebody removed it just now: then it is not there.
            }
            catch (IOException e)
            {
                Refuse(folders[i], e);
            }
        Pause();
        var page = _draft.Make(folders);
        if (folders is [{ Length: > 0 } folder] && _facts is { } facts)
            memory!.Keep(folder, facts, page);
        return page;
    }

    // The root is always read: whether it is empty matters more than a call. What is mounted below it has its own way with times.
    private Page? Recall(IReadOnlyList<string> folders)
    {
        if (memory is not { HasAny: true } || folders is not [{ Length: > 0 } folder] || root.Look(folder) is not { } facts)
            return null;
        if (++_calls >= CallsInAGo)
            Pause();
        return facts.Device == root.Facts.Device ? memory.Find(folder, facts) : null;
    }

    private void Read(string path, int folder)
    {
        var handle = root.OpenFolder(path);
        try
        {
            _calls += 3;
            if (memory is not null && Linux.LookAtFolder(handle) is var facts && facts.Device == root.Facts.Device)
                _facts = facts;
            var isEmpty = true;
            for (int length; (length = Linux.ReadEntries(handle, _buffer)) > 0; _calls++)
                isEmpty &= !Take(handle, path, folder, length);
            if (isEmpty && path.Length == 0)
                _draft.Refuse(path, $"It is empty. If nothing is wrong with that, put an empty file {MountSight.Marker} into it.");
        }
        finally
        {
            Linux.Close(handle);
        }
    }

    /// <returns>Whether there was anything at all.</returns>
    private bool Take(int handle, string path, int folder, int length)
    {
        var any = false;
        for (var at = 0; at < length; )
        {
            var size = MemoryMarshal.Read<ushort>(_buffer.AsSpan(at + 16));
            var (kind, start) = ((FileKind)(_buffer[at + 18] << 12), at + Name);
            var name = _buffer.AsSpan(start, size - Name);
            name = name[..name.IndexOf((byte)0)];
            at += size;
            if (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8))
                continue;
            any = true;
            if (filter.Wants(name, kind, path))
                Look(handle, path, folder, kind, start, name);
        }
        return any;
    }

    private void Look(int handle, string path, int folder, FileKind kind, int start, ReadOnlySpan<byte> name)
    {
        try
        {
            if (kind is FileKind.Folder)
                _draft.Add(name, folder, new FileFacts(kind, 0, 0, 0));
            else if (Linux.Look(handle, (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, start)) is { } facts)
                Judge(path, folder, kind, facts, name);
        }
        catch (IOException e)
        {
            Refuse(NameFilter.Join(path, name), e);
        }
        if (++_calls >= CallsInAGo)
            Pause();
    }

    // What a folder says of its entries may be nothing, or not true any more.
    private void Judge(string path, int folder, FileKind said, FileFacts facts, ReadOnlySpan<byte> name)
    {
        if (facts.Kind != said && !filter.Wants(name, facts.Kind, path))
            return;
        if (facts.Kind is FileKind.File or FileKind.Folder)
            _draft.Add(name, folder, facts);
        else if (facts.Kind is FileKind.Link)
            Follow(path, folder, name);
        else
            _draft.Refuse(NameFilter.Join(path, name), Special);
    }

    private void Follow(string path, int folder, ReadOnlySpan<byte> name)
    {
        _calls += 3;
        _draft.HasLinks = true;
        var link = NameFilter.Join(path, name);
        var (facts, reason) = root.Follow(link);
        if (facts is not { } target)
            _draft.Refuse(link, reason);
        else if (filter.Wants(name, FileKind.File, path))
            if (target.Kind is FileKind.File)
                _draft.Add(name, folder, target);
            else
                _draft.Refuse(link, Special);
    }

    // One folder that cannot be read is one folder; when it is the whole mount, nothing can be said at all.
    private void Refuse(string path, IOException e)
    {
        root.EnsureThere();
        _draft.Refuse(path, $"It cannot be read: {(e.HResult is > 0 and < 4096 ? Linux.Say(e.HResult) : e.Message)}.");
    }

    private void Pause()
    {
        pulse.Beat();
        pace.Spend(_calls, pulse);
        _calls = 0;
    }
}
