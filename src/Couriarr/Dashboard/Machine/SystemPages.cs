using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Configuration;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Storage;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Machine;

/// <summary>What runs here, on what, and how much of it there may be.</summary>
internal static class SystemPages
{
    public static void MapSystemPages(this IEndpointRouteBuilder app) => app.MapPage("/ui/system", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        RsyncProgram rsync,
        Settings settings,
        Uptime uptime,
        JobDesk desk,
        IEnumerable<Ability> abilities,
        StoreCheck store,
        Nodes nodes,
        CancellationToken ct
    )
    {
        var view = new SystemPageView(await SystemView.OfAsync(rsync, store, ct), uptime.Since, Disk.Of(settings.Folder))
        {
            Zone = settings.Zone.Id,
            Queue = store.Queue ?? Say("system.queue_here"),
            Nodes = nodes.IsShared ? NodeView.Of(nodes) : [],
            Warnings = store.Warnings,
            Lanes = string.Join(
                ", ",
                desk.Lanes.Where(lane => lane.Slots > 0).Select(lane => $"{SayOr($"lane.{lane.Name}", lane.Name)} {lane.Slots}")
            ),
            Abilities = [.. abilities.OrderBy(ability => !ability.IsOn)],
        };
        return await Pages.ShowAsync<SystemPage, SystemPageView>(http, Say("system.title"), view);
    }
}

internal sealed record SystemPageView(SystemView Versions, DateTimeOffset Since, Disk Disk)
{
    public required string Zone { get; init; }
    public required string Lanes { get; init; }
    public required string Queue { get; init; }
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Empty where there can be only one.</summary>
    public IReadOnlyList<NodeView> Nodes { get; init; } = [];
    public required IReadOnlyList<Ability> Abilities { get; init; }
}

/// <summary>What the data folder takes, and what is left around it.</summary>
/// <param name="Free">Null when the system does not say.</param>
internal sealed record Disk(string Folder, long Database, long Log, long? Free, long? Total)
{
    public static Disk Of(string folder)
    {
        var (free, total) = RoomOf(folder);
        return new(folder, SizeOf(folder, "couriarr.db"), SizeOf(folder, "couriarr.db-wal"), free, total);
    }

    private static long SizeOf(string folder, string name) =>
        new FileInfo(Path.Combine(folder, name)) is { Exists: true } file ? file.Length : 0;

    private static (long? Free, long? Total) RoomOf(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, null);
        }
    }
}
