using System.Globalization;
using System.Security.Cryptography;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>Trees that chance made, carried by both engines: there must be no difference to be seen.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class DifferentialTests
{
    private const int Files = 40;
    private static readonly string[] Names =
    [
        "a.mkv",
        "-e id.srt",
        "Ame\u0301lie.mkv",
        "🎬 x.nfo",
        "tab\there.jpg",
        "q'\"$(x)*.mkv",
        "trailing. ",
    ];

    [Theory]
    [InlineData(1, null, false, Verification.Size)]
    [InlineData(2, null, true, Verification.Hash)]
    [InlineData(3, "D755,F640", false, Verification.Hash)]
    [InlineData(4, "u=rwX,go=rX", true, Verification.Size)]
    [InlineData(5, "a+X", false, Verification.Size)]
    public async Task Both_engines_leave_the_same_tree_behind(int seed, string? chmod, bool keepsOwner, Verification verify)
    {
        Assert.SkipUnless(Shell.Has("rsync") && Environment.IsPrivilegedProcess, "needs rsync and root");
        using var first = new Libraries();
        Grow(Path.Combine(first.Source, "A"), new Random(seed));
        using var second = new Libraries();
        second.Mappings = [second.Mappings[0] with { Source = first.Source }];

        foreach (var (libraries, engine) in new[] { (first, SyncEngine.Native), (second, SyncEngine.Rsync) })
        {
            await using var host = await CarryHost.StartAsync(
                libraries,
                sync => sync with { Engine = engine, Chmod = chmod, KeepOwner = keepsOwner, Verify = verify }
            );
            await host.ImportAsync(first.Movie("A"));
            await host.IdleAsync(120);
        }

        var ours = Seen(first.Destination, keepsOwner);
        Assert.Equal(Files, ours.Count);
        Assert.Equal(Seen(second.Destination, keepsOwner), ours);
    }

    private static void Grow(string root, Random chance)
    {
        for (var i = 0; i < Files; i++)
        {
            var folders = Enumerable.Range(0, chance.Next(3)).Select(_ => $"f{chance.Next(3)}");
            var folder = Path.Combine([root, .. folders]);
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"{i} {Names[chance.Next(Names.Length)]}");
            Fill(path, chance);
            var mode = (UnixFileMode)chance.Next(0x200);
            Shell.Run("chown", $"{chance.Next(3000)}:{chance.Next(3000)}", path);
            File.SetUnixFileMode(path, mode);
            var seconds = chance.NextInt64(-1000, 2_000_000_000L - 300_000_000);
            Shell.Run(
                "touch",
                "-d",
                string.Create(CultureInfo.InvariantCulture, $"@{seconds}.{chance.Next(1_000_000_000):000000000}"),
                path
            );
        }
    }

    private static void Fill(string path, Random chance)
    {
        using var file = File.Create(path);
        var content = new byte[
            chance.Next(4) switch
            {
                0 => 0,
                1 => chance.Next(5000),
                2 => 1 << 20,
                _ => chance.Next(3_000_000),
            }
        ];
        chance.NextBytes(content);
        if (chance.Next(3) == 0)
            file.Position = chance.Next(10_000_000);
        file.Write(content);
        if (chance.Next(4) == 0)
            file.SetLength(file.Length + chance.Next(5_000_000));
    }

    // Times by stat, for the framework knows them to a tenth of a microsecond only.
    private static List<string> Seen(string root, bool withOwner) =>
        [
            .. Directory
                .EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    $"{Path.GetRelativePath(root, path)} {Stat(path, withOwner)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"
                ),
        ];

    private static string Stat(string path, bool withOwner)
    {
        using var stat = Shell.Start("stat", "-c", withOwner ? "%a %s %.9Y %u %g" : "%a %s %.9Y", path);
        return stat.StandardOutput.ReadToEnd().Trim();
    }
}
