using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Showing;

namespace Couriarr.MovingIn;

/// <summary>Reads .env files and a config.yaml of the older services as one configuration of ours.</summary>
internal static class EarlierConfiguration
{
    public const string OneYaml = "Give one YAML file only, and any number of .env files.";

    /// <param name="files">Named from the folder of the surroundings; at most one of them is YAML.</param>
    public static Imported Read(Surroundings surroundings, IReadOnlyList<string> files, bool withSecrets)
    {
        var problems = new Problems();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => !EarlierFile.IsYaml(f)))
        foreach (var (name, value) in EnvFile.Read(File.ReadAllText(Path.Combine(surroundings.Folder, file)), file, problems))
            variables[name] = value;
        var yaml = files.Where(EarlierFile.IsYaml).Select(f => new ConfigPlace(Path.Combine(surroundings.Folder, f), f)).FirstOrDefault();
        var imported = Import.Run(surroundings, KnownKinds.All, variables, yaml, withSecrets);
        return imported with { Problems = problems.And(imported.Problems) };
    }
}
