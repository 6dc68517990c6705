using System.Globalization;
using System.Security.Cryptography;
using Couriarr.Features.Movies.Nfo;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>A movie's folder, held open while it is dressed: whatever its path leads to meanwhile, all is written here. Blocks on a hung mount.</summary>
internal sealed class Shelf : IDisposable
{
    private const string Ending = ".part";
    private const int LongestTail = 50;
    private const int AccessDenied = 13;

    // How the framework says that a disk is full where it keeps no errno.
    private const int FrameworkDiskFull = unchecked((int)0x80070070);
    private readonly PinnedFolder _folder;

    private Shelf(PinnedFolder folder, string path) => (_folder, Path) = (folder, path);

    public string Path { get; }

    /// <returns>Null when there is no such folder.</returns>
    public static Shelf? Open(string root, string folder)
    {
        try
        {
            return new Shelf(PinnedFolder.Open(root, FolderReader.Parts(folder), create: false), System.IO.Path.Join(root, folder));
        }
        catch (IOException e) when (e.HResult is Linux.NoEntry)
        {
            return null;
        }
    }

    public IEnumerable<string> Names() => Directory.EnumerateFiles(_folder.Address).Select(path => System.IO.Path.GetFileName(path)!);

    public bool Has(string name) => _folder.Look(name) is { Kind: FileKind.File };

    /// <summary>All images of the folder, and what we wrote there. Only what changed since is read.</summary>
    public Dictionary<string, Beside> Look(IReadOnlyList<PublishedFile> published, IReadOnlySet<string> wanted)
    {
        var known = published.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var there = new Dictionary<string, Beside>(StringComparer.Ordinal);
        foreach (var name in Names())
            if ((FileNames.IsImage(name) || known.ContainsKey(name)) && _folder.Look(name) is { Kind: FileKind.File } facts)
                there[name] = Of(name, facts, known.GetValueOrDefault(name), known.ContainsKey(name) || wanted.Contains(name));
        return there;
    }

    private Beside Of(string name, FileFacts facts, PublishedFile? record, bool isOfInterest) =>
        record is not null && record.Size == facts.Size && record.Modified == facts.Modified
            ? new Beside(name, facts.Size, facts.Modified, record.Hash)
            : new Beside(name, facts.Size, facts.Modified, isOfInterest ? HashOf(name) : null)
            {
                LooksWhole = !FileNames.IsImage(name) || IsImage(name),
            };

    private string HashOf(string name)
    {
        using var file = _folder.Read(name);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private bool IsImage(string name)
    {
        using var file = _folder.Read(name);
        Span<byte> start = stackalloc byte[12];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..read]
            is [0xff, 0xd8, 0xff, ..]
                or [0x89, (byte)'P', (byte)'N', (byte)'G', ..]
                or [(byte)'G', (byte)'I', (byte)'F', ..]
                or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'];
    }

    public FileStream Read(string name) => _folder.Read(name);

    /// <returns>Null when there is no such file, or it is larger than an NFO is.</returns>
    public byte[]? NfoBytes(string name)
    {
        if (_folder.Look(name) is not { Kind: FileKind.File, Size: <= NfoText.Largest })
            return null;
        using var file = _folder.Read(name);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Writes a file beside its final name and onto the disk.</summary>
    /// <returns>Its name until <see cref="Publish"/>.</returns>
    public string Draft(long movie, string name, Stream content)
    {
        var temp = $"{BeginningOf(movie)}{(name.Length > LongestTail ? name[^LongestTail..] : name)}{Ending}";
        _folder.Remove(temp);
        try
        {
            using var file = new FileStream(System.IO.Path.Join(_folder.Address, temp), FileMode.CreateNew, FileAccess.Write);
            content.CopyTo(file);
            file.Flush(flushToDisk: true);
            if (!OperatingSystem.IsWindows() && _folder.Look(name) is { Kind: FileKind.File })
                File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(System.IO.Path.Join(_folder.Address, name)));
            return temp;
        }
        catch
        {
            Drop(temp);
            throw;
        }
    }

    /// <summary>Gives a draft its name, over whatever has it.</summary>
    public FileFacts Publish(string temp, string name)
    {
        _folder.Rename(temp, name);
        _folder.Sync();
        return _folder.Look(name)!.Value;
    }

    public FileFacts? Look(string name) => _folder.Look(name);

    public void Remove(string name) => _folder.Remove(name);

    /// <summary>What a run that was killed left behind. No other run is here: a movie is dressed by one job at a time.</summary>
    public void Sweep(long movie)
    {
        foreach (var path in Directory.EnumerateFiles(_folder.Address, $"{BeginningOf(movie)}*{Ending}").ToList())
            _folder.Remove(System.IO.Path.GetFileName(path));
    }

    // As transfers call theirs: they carry nothing that is called so.
    private static string BeginningOf(long movie) => string.Create(CultureInfo.InvariantCulture, $".couriarr-dress{movie}-");

    public void Drop(string temp)
    {
        try
        {
            _folder.Remove(temp);
        }
        // A disk that takes nothing may not give anything up either; the next run sweeps it.
        catch (IOException) { }
    }

    /// <summary>What a failure to write here means, in the words of jobs.</summary>
    public Exception Refused(Exception e)
    {
        var code = e is UnauthorizedAccessException ? Linux.NotPermitted : e.HResult;
        if (code is Linux.NoSpace or Linux.QuotaExceeded || code is FrameworkDiskFull)
            return new NoRoomException($"{Path} has no room for artwork and NFOs: free some on its disk.", inner: e);
        if (code is Linux.ReadOnlyFs or Linux.NotPermitted or AccessDenied)
            return new BlockedException(
                $"{Path} takes nothing: its file system is mounted read-only, or the user of this program may not write there. "
                    + "Mount it writable, or set library.mode to manual.",
                e
            );
        return e;
    }

    public void Dispose() => _folder.Dispose();
}
