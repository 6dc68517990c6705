namespace Couriarr.Features.Configuration.Reading;

/// <summary>The configuration file, wherever it is.</summary>
/// <param name="Label">As the owner named it, for messages.</param>
public sealed record ConfigPlace(string Path, string Label)
{
    public const string Variable = "COURIARR_CONFIG";
    private const string Usual = "config.yaml";
    private const string InContainer = "/config/config.yaml";

    /// <summary>Null when there is none, which is as good: the defaults count then. One that was named has to be there.</summary>
    public static ConfigPlace? Find(Surroundings surroundings, string? named, Problems problems)
    {
        var wish = named ?? surroundings.Variable(Variable);
        var place = (wish is not null ? [wish] : new[] { Usual, InContainer })
            .Select(p => new ConfigPlace(System.IO.Path.Combine(surroundings.Folder, p), p))
            .FirstOrDefault(p => p.Exists);
        if (place is null && wish is not null)
            problems.Error(
                new Origin(Voice.File, wish),
                $"the file does not exist. Make it, or leave {(named is null ? Variable : "--config")} away."
            );
        return place;
    }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    private bool Exists => File.Exists(Path) || Directory.Exists(Path);

    public Mapping? Read(Problems problems)
    {
        var at = new Origin(Voice.File, Label);
        try
        {
            if (Directory.Exists(Path))
                problems.Error(
                    at,
                    "this is a folder. A container gets one when the file to mount is missing: remove the folder and make the file."
                );
            else if (new FileInfo(Path).Length > YamlFile.Largest)
                problems.Error(
                    at,
                    $"the file is larger than {YamlFile.Largest / 1024} KiB, which no configuration is. Is it the right one?"
                );
            else
                return YamlFile.Read(File.ReadAllBytes(Path), Label, problems);
        }
        catch (UnauthorizedAccessException)
        {
            problems.Error(at, $"the file cannot be read by user {Environment.UserName}. Allow it: chmod o+r {Label}");
        }
        catch (IOException e)
        {
            problems.Error(at, $"the file cannot be read: {e.Message}");
        }
        return null;
    }
}
