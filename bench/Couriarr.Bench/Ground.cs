using System.Globalization;

namespace Couriarr.Bench;

/// <summary>A folder for the databases of one run, which is gone afterwards.</summary>
internal sealed class Ground(string folder) : IDisposable
{
    private readonly string root = Path.GetFullPath(Path.Combine(folder, "bench-" + Guid.NewGuid().ToString("N")));
    private int plots;

    public string Root => root;

    public string NewFolder() => Directory.CreateDirectory(Path.Combine(root, (++plots).ToString(CultureInfo.InvariantCulture))).FullName;

    public void Dispose()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }
}
