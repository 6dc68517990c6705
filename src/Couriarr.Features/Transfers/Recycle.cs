using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Keeps what is replaced or removed at a destination, under the day on which that happened. Blocks on a hung mount: use it aside.</summary>
internal sealed class Recycle(CouriarrOptions options, TimeProvider clock, ILogger<Recycle> log)
{
    public const string Folder = ".couriarr-recycle";
    private const int MostOfOneName = 100;

    /// <summary>Why nothing shall be removed or renamed just now; null when it may.</summary>
    public string? Halt =>
        options.Sync.DryRun ? "A dry run removes and renames nothing: it waits until sync.dry_run is off."
        : options.Sync.Mirror.PauseFile is { Length: > 0 } pause && File.Exists(pause)
            ? $"Removing and renaming is paused by the file {pause}."
        : null;

    /// <summary>Keeps a second name of the file while its own stays, where the file system can; else it is moved away.</summary>
    /// <param name="root">The destination, held open since it was known to be there.</param>
    public void Keep(PinnedFolder folder, PinnedFolder root, string[] folders, string name)
    {
        if (options.Sync.RecycleDays == 0)
            return;
        using var bin = Open(root, folders);
        if (!TryEach(name, kept => folder.Link(name, bin, kept)))
            TryEach(name, kept => folder.Move(name, bin, kept));
    }

    /// <summary>Takes the file away from its place.</summary>
    public void Remove(PinnedFolder folder, PinnedFolder root, string[] folders, string name)
    {
        Keep(folder, root, folders, name);
        folder.Remove(name);
    }

    /// <summary>Forgets whole days that are older than asked for.</summary>
    public int Empty(Route route)
    {
        var bin = Path.Join(route.Destination, Folder);
        if (Halt is not null || !Directory.Exists(bin) || new DirectoryInfo(bin).LinkTarget is not null)
            return 0;
        var oldest = Today.AddDays(-options.Sync.RecycleDays);
        var days = Directory.EnumerateDirectories(bin).Where(day => DayOf(day) is { } date && date < oldest).ToList();
        days.ForEach(day => Directory.Delete(day, recursive: true));
        if (days.Count > 0)
            log.LogInformation("{Days} days of recycled files of {Route} are forgotten", days.Count, route.Name);
        return days.Count;
    }

    private PinnedFolder Open(PinnedFolder root, string[] folders) =>
        root.Inner([Folder, Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), .. folders], create: true);

    private DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.TimeZone ?? TimeZoneInfo.Local).DateTime);

    private static DateOnly? DayOf(string path) =>
        DateOnly.TryParseExact(Path.GetFileName(path), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    // The same file may be replaced several times a day. False when this file system cannot do it at all.
    private static bool TryEach(string name, Action<string> keep)
    {
        for (var i = 0; i < MostOfOneName; i++)
            try
            {
                keep(i == 0 ? name : FormattableString.Invariant($"{i}-{name}"));
                return true;
            }
            catch (IOException e) when (e.HResult == Linux.Exists) { }
            catch (IOException e) when (e.HResult is Linux.NotPermitted or Linux.NotSupported or Linux.NotImplemented or Linux.ManyLinks)
            {
                return false;
            }
        return false;
    }
}
