using System.Security.Cryptography;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Features.Transfers.Native;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>One file, from one folder into another, by our own engine's core alone.</summary>
internal sealed class Trip : IDisposable
{
    public const string Name = "a.mkv",
        Temp = ".couriarr-1-a.mkv.part";
    private readonly string _root = Directory.CreateTempSubdirectory("couriarr-trip-").FullName;
    private readonly string? _elsewhere;

    /// <param name="elsewhere">A folder on another disk.</param>
    public Trip(string? elsewhere = null)
    {
        _elsewhere = elsewhere is null ? null : Directory.CreateDirectory(Path.Combine(elsewhere, Path.GetFileName(_root))).FullName;
        Directory.CreateDirectory(From);
        Directory.CreateDirectory(To);
    }

    public string From => Path.Combine(_root, "from");
    public string To => _elsewhere ?? Path.Combine(_root, "to");
    public string Original => Path.Combine(From, Name);
    public string Copy => Path.Combine(To, Temp);

    /// <summary>KB a second; 0 for none.</summary>
    public int Limit { get; set; }
    public CopyRules Rules { get; init; } = new();
    public CancellationTokenSource Stop { get; } = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    public Action<long> Report { get; set; } = _ => { };

    public byte[] Put(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        File.WriteAllBytes(Original, content);
        return content;
    }

    public SourceFile Look() => SourceFile.Look(From, Name)!;

    public Copied Run(SourceFile? looked = null)
    {
        using var folder = PinnedFolder.Open(To, [], create: false);
        using var copy = new BlockCopy(
            looked ?? Look(),
            folder.Duplicate(),
            Temp,
            Rules,
            new Throttle(() => Limit, TimeProvider.System),
            (at, _) => Report(at)
        );
        return copy.Run(Stop.Token);
    }

    public void AssertSame() => Assert.Equal(SHA256.HashData(File.ReadAllBytes(Original)), SHA256.HashData(File.ReadAllBytes(Copy)));

    public void Dispose()
    {
        Stop.Dispose();
        Directory.Delete(_root, recursive: true);
        if (_elsewhere is not null)
            Directory.Delete(_elsewhere, recursive: true);
    }
}
