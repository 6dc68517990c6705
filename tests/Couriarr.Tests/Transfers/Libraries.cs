using System.Security.Cryptography;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;

namespace Couriarr.Tests.Transfers;

/// <summary>
/// Source and destination folders, and the record of everything the sources ever held. Its <see cref="Check"/> is what must be true
/// after every fault.
/// </summary>
internal sealed class Libraries : IDisposable
{
    private readonly HashSet<string> _known = [];
    private readonly string _sentinel;

    public Libraries(string? destination = null)
    {
        Root = Directory.CreateTempSubdirectory("couriarr-carry-").FullName;
        Source = Path.Combine(Root, "source");
        Destination = destination ?? Path.Combine(Root, "destination");
        Directory.CreateDirectory(Source);
        Directory.CreateDirectory(Destination);
        Directory.CreateDirectory(Outside);
        File.WriteAllText(Path.Combine(Outside, "sentinel"), "untouched");
        _sentinel = HashOf(Outside);
        Mappings =
        [
            new()
            {
                From = "/movies",
                Source = Source,
                Destination = Destination,
                Type = MediaType.Movie,
            },
        ];
    }

    public string Root { get; }
    public string Source { get; set; }
    public string Destination { get; set; }
    public string Data => Path.Combine(Root, "data");

    /// <summary>Nothing in here may ever change.</summary>
    public string Outside => Path.Combine(Root, "outside");

    public IReadOnlyList<PathMapping> Mappings { get; set; }

    /// <summary>Puts a file of random content into the source library.</summary>
    public string Put(string within, long size = 100_000)
    {
        var content = RandomNumberGenerator.GetBytes((int)size);
        return Put(within, content);
    }

    public string Put(string within, byte[] content)
    {
        var path = Path.Combine(Source, within);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        Know(path);
        return path;
    }

    /// <summary>A version that the source has now, written by whoever.</summary>
    public void Know(string path) => _known.Add(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    public string At(string within) => Path.Combine(Destination, within);

    public MediaImported Movie(string within, long? size = null, long id = 1)
    {
        var folder = within.Contains('/', StringComparison.Ordinal) ? within[..within.IndexOf('/', StringComparison.Ordinal)] : within;
        var work = new Work("radarr", MediaType.Movie, id, folder, $"/movies/{folder}");
        var path = Path.Combine(Source, within);
        return new MediaImported(work, [new ImportedFile($"/movies/{within}", id, size ?? SizeOf(path), "Bluray-1080p")]);
    }

    public MediaImported Season(params string[] within) =>
        new(
            new Work("sonarr", MediaType.Tv, 7, "Show", "/movies/Show"),
            [
                .. within.Select(
                    (w, i) =>
                        new ImportedFile($"/movies/{w}", i, SizeOf(Path.Combine(Source, w)), "WEBDL-1080p")
                        {
                            Episodes = [new(1, i + 1, "Title")],
                        }
                ),
            ]
        );

    /// <summary>Everything at the destination but the recycled, by its path below it.</summary>
    public IEnumerable<string> Delivered =>
        Directory
            .EnumerateFiles(
                Destination,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Select(path => Path.GetRelativePath(Destination, path))
            .Where(path => !path.Split('/').Contains(Recycle.Folder, StringComparer.Ordinal))
            .Order(StringComparer.Ordinal);

    public void AssertSame(string within) =>
        Assert.Equal(
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(Source, within)))),
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(At(within))))
        );

    /// <summary>I2, I3 and I5: nothing but whole versions, nothing outside touched, nothing left lying or running.</summary>
    public void Check()
    {
        Assert.All(
            Delivered.Where(path => !path.EndsWith(Features.Places.MountSight.Marker, StringComparison.Ordinal)),
            path =>
                Assert.True(
                    _known.Contains(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(At(path))))),
                    $"I2: {path} is no version the source ever had"
                )
        );
        Assert.Equal(_sentinel, HashOf(Outside));
        Assert.DoesNotContain(Delivered, path => TempName.IsOurs(Path.GetFileName(path)));
        Assert.Empty(Writers);
    }

    /// <summary>Processes that have one of our destination's folders as theirs.</summary>
    public IEnumerable<int> Writers =>
        Family.All.Where(id => id != Environment.ProcessId && (FolderOf(id)?.StartsWith(Destination, StringComparison.Ordinal) ?? false));

    private static string? FolderOf(int id)
    {
        try
        {
            return new FileInfo($"/proc/{id}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long? SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : null;

    private static string HashOf(string folder) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks} {(File.Exists(path) ? File.ReadAllText(path) : "")}")
        );

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
