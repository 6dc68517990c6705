using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Features.Transfers.Native;

namespace Couriarr.Bench.Copies;

/// <summary>Copies a tree with our own engine, each file as a transfer does it: under a temporary name, flushed, renamed, its folder flushed.</summary>
internal static class CopyRun
{
    public const string Word = "copy-tree";

    public static void Run(string source, string destination)
    {
        foreach (var within in SourceFile.FilesIn(source, []))
        {
            var parts = within.Split('/');
            using var folder = PinnedFolder.Open(destination, parts[..^1], create: true);
            var temp = TempName.For(parts[^1], 1);
            using (var copy = new BlockCopy(SourceFile.Look(source, within)!, folder.Duplicate(), temp, new(), Unlimited, (_, _) => { }))
                copy.Run(CancellationToken.None);
            folder.Rename(temp, parts[^1]);
            folder.Sync();
        }
    }

    private static Throttle Unlimited => new(() => 0, TimeProvider.System);
}
