namespace Couriarr.Features.Places;

/// <summary>What is remembered of a folder from when it was healthy.</summary>
internal sealed record MountIdentity(string Folder, string MountPoint, string FileSystem, string Device, bool HadMarker, bool HeldFiles)
{
    public static MountIdentity Of(string folder, MountSight sight) =>
        new(folder, sight.MountPoint, sight.FileSystem, sight.Device, sight.HasMarker, sight.HoldsFiles);
}

/// <summary>Why a folder cannot be used.</summary>
/// <param name="Brief">Without any path: everybody may read it.</param>
/// <param name="Sentence">For the owner, with what to do.</param>
public sealed record MountTrouble(string Brief, string Sentence)
{
    /// <summary>It was healthy before, or does not answer: the folder is right, and only what lies in it is away.</summary>
    public bool IsAway { get; init; }
}

/// <summary>Decides whether what is seen is the folder that is meant. Pure.</summary>
internal static class MountVerdict
{
    /// <summary>A marker file is identity enough: with it anything may have changed. Without it the mount must be the remembered one.</summary>
    public static MountTrouble? Of(string folder, Side side, MountSight sight, MountIdentity? known) =>
        Stranger(folder, sight, known) ?? Emptied(folder, side, sight, known) ?? Unusable(folder, side, sight);

    private static MountTrouble? Stranger(string folder, MountSight sight, MountIdentity? known)
    {
        if (known is null || sight.HasMarker)
            return null;
        if (known.HadMarker)
            return new(
                "is not the folder it was: its marker file is gone",
                $"{folder} held the marker file {MountSight.Marker} and does not any more, so its disk is probably not mounted. "
                    + "Mount it, or put the marker file back."
            )
            {
                IsAway = true,
            };
        if (known.MountPoint == sight.MountPoint && known.FileSystem == sight.FileSystem && !IsOther(known, sight))
            return null;
        // What was an ordinary folder and is a mount now was mounted meanwhile: better than before.
        if (known.MountPoint == "/" || known.MountPoint.Length < sight.MountPoint.Length)
            return null;
        return new("is not mounted", NotMounted(folder, sight, known)) { IsAway = true };
    }

    private static string NotMounted(string folder, MountSight sight, MountIdentity known) =>
        $"{folder} is not mounted: it was {known.Device} ({known.FileSystem}) on {known.MountPoint}, now there is {sight.Device} ({sight.FileSystem}) "
        + $"of {sight.MountPoint}. Mount it again; if it moved for good, put an empty file {MountSight.Marker} into it.";

    // Only names of servers mean the same after a restart; /dev/sdb1 is another disk every day.
    private static bool IsOther(MountIdentity known, MountSight sight) =>
        known.Device != sight.Device
        && (known.Device.Contains(":/", StringComparison.Ordinal) || known.Device.StartsWith("//", StringComparison.Ordinal));

    private static MountTrouble? Emptied(string folder, Side side, MountSight sight, MountIdentity? known) =>
        side is Side.Source && known is { HeldFiles: true } && !sight.HoldsFiles
            ? new(
                "is empty",
                $"{folder} is empty, and was not before: its disk is probably not mounted. Mount it, or put an empty file {MountSight.Marker} into it."
            )
            {
                IsAway = true,
            }
            : null;

    private static MountTrouble? Unusable(string folder, Side side, MountSight sight)
    {
        if (side is Side.Source)
            return null;
        if (sight.Room.IsReadOnly)
            return new(
                "is read-only",
                $"{folder} is mounted read-only. Mount it so that it can be written: mount -o remount,rw {sight.MountPoint}"
            );
        return sight.IsWritable
            ? null
            : new(
                "may not be written",
                $"{folder} may not be written by the user that Couriarr runs as. Give it the right (chown or chmod)."
            );
    }
}
