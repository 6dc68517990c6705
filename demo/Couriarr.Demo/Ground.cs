using System.Globalization;

namespace Couriarr.Demo;

/// <summary>The one folder that the demo makes. It goes when the demo goes, unless it shall be kept.</summary>
internal sealed class Ground : IDisposable
{
    private readonly bool _keep;

    public Ground(string parent, bool keep)
    {
        _keep = keep;
        Parent = Path.GetFullPath(parent);
        Root = Path.Join(Parent, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        foreach (var folder in new[] { Data, Movies.Source, Movies.Destination, Shows.Source, Shows.Destination })
            Directory.CreateDirectory(folder);
    }

    public string Parent { get; }
    public string Root { get; }
    public string Data => Path.Join(Root, "data");
    public string Config => Path.Join(Root, "config.yaml");

    /// <summary>What stands for / on the disk of Radarr and Sonarr.</summary>
    public string Source => Path.Join(Root, "source");
    public Library Movies => new("/movies", Path.Join(Source, "movies"), Path.Join(Root, "destination/Movies"));
    public Library Shows => new("/tv", Path.Join(Source, "tv"), Path.Join(Root, "destination/TV Shows"));

    public string Shown(string path) => Path.GetRelativePath(Root, path);

    public void Dispose()
    {
        if (_keep || !Directory.Exists(Root))
            return;
        Directory.Delete(Root, recursive: true);
        if (!Directory.EnumerateFileSystemEntries(Parent).Any())
            Directory.Delete(Parent);
    }
}

/// <param name="From">As the app sees it.</param>
internal sealed record Library(string From, string Source, string Destination);
