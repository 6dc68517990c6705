using System.Globalization;

namespace Couriarr.Features.Places;

/// <summary>What a folder looked like, and on which mount it lay.</summary>
/// <param name="Device">What is mounted: nas:/movies, /dev/sda1.</param>
internal sealed record MountSight(string MountPoint, string FileSystem, string Device, DiskRoom Room)
{
    public const string Marker = ".couriarr-mount";

    public bool HasMarker { get; init; }
    public bool HoldsFiles { get; init; }
    public bool IsWritable { get; init; }

    /// <summary>Looks for real, and so may block for ever.</summary>
    public static MountSight Of(string folder)
    {
        var handle = Linux.Open(folder, Linux.Directory);
        try
        {
            var (point, system, device) = MountOf(handle);
            return new MountSight(point, system, device, Linux.RoomIn(folder))
            {
                HasMarker = File.Exists(Path.Join(folder, Marker)),
                HoldsFiles = Directory.EnumerateFileSystemEntries(folder).Any(),
                IsWritable = Linux.MayWriteIn(folder),
            };
        }
        finally
        {
            Linux.Close(handle);
        }
    }

    // The kernel says of an open folder on which mount it lies; no guessing by prefixes.
    public static (string Point, string System, string Device) MountOf(int handle)
    {
        var id = File.ReadLines($"/proc/self/fdinfo/{handle.ToString(CultureInfo.InvariantCulture)}")
            .First(line => line.StartsWith("mnt_id:", StringComparison.Ordinal))["mnt_id:".Length..]
            .Trim();
        foreach (var line in File.ReadLines("/proc/self/mountinfo"))
            if (line.StartsWith(id + " ", StringComparison.Ordinal))
                return Parse(line);
        return ("", "", "");
    }

    private static (string, string, string) Parse(string line)
    {
        var fields = line.Split(' ');
        var after = Array.IndexOf(fields, "-");
        return (Plain(fields[4]), fields[after + 1], Plain(fields[after + 2]));
    }

    internal static string Plain(string field) =>
        field
            .Replace(@"\040", " ", StringComparison.Ordinal)
            .Replace(@"\011", "\t", StringComparison.Ordinal)
            .Replace(@"\012", "\n", StringComparison.Ordinal)
            .Replace(@"\134", @"\", StringComparison.Ordinal);
}
