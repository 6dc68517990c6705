namespace Couriarr.Doors.Described;

/// <summary>A file that is part of the program, so that no path ever leads to one on the disk.</summary>
internal static class Asset
{
    /// <param name="beside">A type in the folder of the file.</param>
    public static Stream Open(Type beside, string name) => beside.Assembly.GetManifestResourceStream(beside, name)!;

    public static byte[] Read(Type beside, string name)
    {
        using var stream = Open(beside, name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
