namespace Couriarr.CrashRig;

/// <summary>A folder for one run of a scenario: the data in it, and what must not be among the data beside it.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("couriarr-crash-").FullName;

    public string Path(string name) => System.IO.Path.Combine(_root, name);

    public HostPlan Plan() => new(Path("data")) { Effects = Path("effects") };

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
