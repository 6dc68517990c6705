using Couriarr.Features.Configuration.Reading;

namespace Couriarr.Features.Configuration.Saving;

/// <summary>
/// What the pages saved: whole sections, each of which counts in place of the same section of the configuration file. The state
/// before the last change is kept beside it. Whoever reads it sees one state or the other, also after a power cut.
/// </summary>
internal sealed class SavedFile(string folder)
{
    public const string Name = "settings.yaml";
    private const string BeforeName = $"{Name}.before";
    private const string Nothing = "{}\n";

    /// <summary>The sections that a page can change. Everything else is the owner's alone.</summary>
    public static readonly IReadOnlyList<string> Sections = ["paths", "filters", "rules", "messages"];

    public string Path => System.IO.Path.Combine(folder, Name);

    public bool Exists => File.Exists(Path);

    /// <summary>Whether there is a state to go back to.</summary>
    public bool HasBefore => File.Exists(Before);

    private string Before => System.IO.Path.Combine(folder, BeforeName);

    /// <returns>Null when there is none, or when it cannot be read; why, has been said then.</returns>
    public Mapping? Read(Problems problems) => Exists ? Checked(new ConfigPlace(Path, Name).Read(problems), problems) : null;

    public static Mapping? Read(string text, Problems problems) =>
        Checked(YamlFile.Read(System.Text.Encoding.UTF8.GetBytes(text), Name, problems), problems);

    /// <summary>What the first line says of the last change; null when nobody said.</summary>
    public string? LastDeed
    {
        get
        {
            using var text = Exists ? new StreamReader(Path) : null;
            return text?.ReadLine() is ['#', ' ', .. var deed] ? deed : null;
        }
    }

    public void Write(string text)
    {
        WriteWhole(Before, Exists ? File.ReadAllText(Path) : Nothing);
        WriteWhole(Path, text);
    }

    /// <summary>Back to the state before, which can be taken back in the same way.</summary>
    public void GoBack()
    {
        var (present, before) = (Exists ? File.ReadAllText(Path) : Nothing, File.ReadAllText(Before));
        WriteWhole(Before, present);
        WriteWhole(Path, before);
    }

    /// <returns>The new name.</returns>
    public string SetAside(string stamp)
    {
        var aside = $"{Path}.broken-{stamp}";
        File.Move(Path, aside, overwrite: true);
        return aside;
    }

    private static Mapping? Checked(Mapping? read, Problems problems)
    {
        foreach (var odd in (read?.Entries ?? []).Where(entry => !Sections.Contains(entry.Key)))
            problems.Error(odd.At, $"'{odd.Key}' is no section that pages save. They save {string.Join(", ", Sections)}.");
        return read;
    }

    private static void WriteWhole(string path, string text)
    {
        var fresh = $"{path}.new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(text);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }
}
