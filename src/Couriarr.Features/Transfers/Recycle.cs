using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Keeps what is replaced or removed at a destination, under the day on which that happened. Blocks on a hung mount: use it aside.</summary>
internal sealed class Recycle(CouriarrOptions options, TimeProvider clock, ILogger<Recycle> log)
{
    public const string Folder = OwnNames.Recycle;
    private const int MostOfOneName = 100;
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

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
        for (var depth = 0; !TryKeep(folder, root, folders, depth, name); depth++) { }
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
        var days = OldIn(bin);
        foreach (var day in days)
        {
            EmptyBelow(route, day);
            Directory.Delete(day, recursive: true);
        }
        if (days.Count > 0)
            log.LogInformation("{Days} days of recycled files of {Route} are forgotten", days.Count, route.Name);
        return days.Count;
    }

    // The folders that the root's bin has of a day, be they empty, lead to the bins of the file systems below it.
    private void EmptyBelow(Route route, string day)
    {
        foreach (var folder in Directory.EnumerateDirectories(day, "*", Everywhere))
            try
            {
                using var bin = PinnedFolder.Open(
                    route.Destination,
                    [.. Path.GetRelativePath(day, folder).Split('/'), Folder],
                    create: false
                );
                OldIn(bin.Address).ForEach(old => Directory.Delete(old, recursive: true));
            }
            catch (Exception e) when (e is PermanentException || e.HResult == Linux.NoEntry)
            {
                // Nothing was kept there, or it is a link, through which nothing is removed.
            }
    }

    private List<string> OldIn(string bin)
    {
        var oldest = Today.AddDays(-options.Sync.RecycleDays);
        return [.. Directory.EnumerateDirectories(bin).Where(day => DayOf(day) is { } date && date < oldest)];
    }

    // What is mounted below the destination takes no names from outside of it, and gives none away: what lies there is kept there, in
    // the topmost folder that can. So nothing is ever copied to be kept.
    private bool TryKeep(PinnedFolder folder, PinnedFolder root, string[] folders, int depth, string name)
    {
        using var bin = root.Inner([.. folders[..depth], Folder, Day, .. folders[depth..]], create: true);
        try
        {
            if (!TryEach(name, kept => folder.Link(name, bin, kept)))
                TryEach(name, kept => folder.Move(name, bin, kept));
            return true;
        }
        catch (IOException e) when (e.HResult == Linux.OtherFileSystem && depth < folders.Length)
        {
            return false;
        }
    }

    private string Day => Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
