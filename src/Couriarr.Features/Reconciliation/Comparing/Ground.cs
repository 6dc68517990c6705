using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>What must be there before anything is said of a library: both folders, with something in them, and what was mounted below them.</summary>
internal sealed class Ground(Mounts mounts, CouriarrOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="BlockedException">A folder is away or empty: nothing can be said.</exception>
    public async Task<Mounted> LookAsync(Route route, CancellationToken ct)
    {
        await mounts.LookAnewAsync(route.Source, Side.Source, ct);
        await mounts.LookAnewAsync(route.Destination, Side.Destination, ct);
        await mounts.EnsureUpAsync(route, ct);
        return new(await LookAsync(route, Side.Source, ct), await LookAsync(route, Side.Destination, ct));
    }

    /// <summary>Folders in which something was mounted when they were compared last, and nothing is now; a marker in one says that this is right.</summary>
    public static IReadOnlyList<string> Vanished(Route route, Mounted before, Mounted now) =>
        [
            .. before.Source.Except(now.Source).Where(within => !IsMarked(route.Source, within)),
            .. before.Destination.Except(now.Destination).Where(within => !IsMarked(route.Destination, within)),
        ];

    private Task<IReadOnlyList<string>> LookAsync(Route route, Side side, CancellationToken ct) =>
        Aside.RunAsync(
            () =>
                IsEmpty(route.FolderOf(side))
                    ? throw new BlockedException(
                        $"{route.FolderOf(side)} holds nothing. If that is right, put an empty file {MountSight.Marker} into it."
                    )
                    : MountsBelow.Of(route.FolderOf(side)),
            route.FolderOf(side),
            Patience,
            clock,
            ct
        );

    // What hides or is never carried is no content.
    private bool IsEmpty(string folder) =>
        !File.Exists(Path.Join(folder, MountSight.Marker))
        && !Directory
            .EnumerateFileSystemEntries(folder)
            .Select(path => Path.GetFileName(path)!)
            .Any(name => !name.StartsWith('.') && name != "lost+found" && !options.Sync.Excludes.Contains(name, StringComparer.Ordinal));

    private static bool IsMarked(string root, string within) => File.Exists(Path.Join(root, within, MountSight.Marker));
}

/// <summary>What is mounted below the two folders of a library.</summary>
internal sealed record Mounted(IReadOnlyList<string> Source, IReadOnlyList<string> Destination)
{
    public static Mounted Nothing { get; } = new([], []);

    public bool IsSame(Mounted other) => Source.SequenceEqual(other.Source) && Destination.SequenceEqual(other.Destination);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static Mounted Read(string json) => JsonSerializer.Deserialize<Mounted>(json) is { Source: not null } read ? read : Nothing;
}
