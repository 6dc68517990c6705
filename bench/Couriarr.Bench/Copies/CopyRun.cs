using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Features.Transfers.Native;

namespace Couriarr.Bench.Copies;

/// <summary>
/// Copies a tree with our own engine, in the order and as many at once as a transfer does it, and each file as one does: under a temporary name,
/// flushed, renamed, its folder flushed.
/// </summary>
internal sealed class CopyRun(string source, string destination)
{
    public const string Word = "copy-tree";

    private readonly NativeEngine _engine = new(new CouriarrOptions(), new Precedence(), TimeProvider.System);

    public Task RunAsync() =>
        Convoy.GoAsync(
            SourceFile.FilesIn(source, []).Select(within => new Load(within, SourceFile.Look(source, within)!)),
            load => load.Original.Facts.Size <= Convoy.Small,
            load => load.Temp,
            () => Convoy.Width,
            CarryAsync,
            CancellationToken.None
        );

    private async ValueTask CarryAsync(Load load, CancellationToken ct)
    {
        using var folder = PinnedFolder.Open(destination, load.Folders, create: true);
        await _engine.CopyAsync(new Haul(load.Original, folder, load.Temp), _ => { }, ct);
        folder.Rename(load.Temp, load.Name);
        folder.Sync();
    }

    private sealed record Load(string Within, SourceFile Original)
    {
        public string Name => Path.GetFileName(Within);
        public string Temp => TempName.For(Name, 1);
        public string[] Folders => Within.Split('/')[..^1];
    }
}
