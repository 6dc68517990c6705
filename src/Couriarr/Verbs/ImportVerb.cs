using System.CommandLine;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Showing;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Makes one config.yaml of an .env file and a config.yaml of the older services.</summary>
internal sealed class ImportVerb(Surroundings surroundings)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Argument<string[]> _files = new("files")
    {
        Description = "an .env file, a config.yaml, or both",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _output = new("--output") { Description = "write it there instead of printing it" };
    private readonly Option<bool> _force = new("--force") { Description = "replace the file that is there" };
    private readonly Option<bool> _secrets = new("--secrets")
    {
        Description = "copy secrets too, instead of leaving them in variables; needs --output",
    };

    public Command Command
    {
        get
        {
            var command = new Command("import", "Make one configuration file of the older services' .env and config.yaml.")
            {
                _files,
                _output,
                _force,
                _secrets,
            };
            command.SetAction(Run);
            return command;
        }
    }

    private int Run(ParseResult parsed)
    {
        var (error, output) = (parsed.InvocationConfiguration.Error, parsed.GetValue(_output));
        if (Objection(parsed, output) is { } objection)
            return Refuse(error, objection);
        var imported = Read(parsed.GetValue(_files)!, parsed.GetValue(_secrets), error);
        if (imported is null)
            return StartupException.Configuration;
        foreach (var foreign in imported.Foreign)
            error.WriteLine($"Left out: {foreign} is no name of ours.");
        if (output is null)
            parsed.InvocationConfiguration.Output.Write(imported.Yaml);
        else
            Write(Path.Combine(surroundings.Folder, output), imported.Yaml);
        return 0;
    }

    private string? Objection(ParseResult parsed, string? output)
    {
        var files = parsed.GetValue(_files)!;
        if (files.FirstOrDefault(f => !File.Exists(Path.Combine(surroundings.Folder, f))) is { } absent)
            return $"{absent}: the file does not exist.";
        if (files.Count(IsYaml) > 1)
            return "Give one YAML file only, and any number of .env files.";
        if (output is null && parsed.GetValue(_secrets))
            return "--secrets needs --output: secrets are not printed.";
        if (output is not null && File.Exists(Path.Combine(surroundings.Folder, output)) && !parsed.GetValue(_force))
            return $"{output} is there already. Choose another name, or replace it with --force.";
        return null;
    }

    private Imported? Read(string[] files, bool withSecrets, TextWriter error)
    {
        var problems = new Problems();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => !IsYaml(f)))
        foreach (var (name, value) in EnvFile.Read(File.ReadAllText(Path.Combine(surroundings.Folder, file)), file, problems))
            variables[name] = value;
        var yaml = files.Where(IsYaml).Select(f => new ConfigPlace(Path.Combine(surroundings.Folder, f), f)).FirstOrDefault();
        var imported = Import.Run(surroundings, KnownKinds.All, variables, yaml, withSecrets);
        return ConfigVerbs.Complain(problems, error) + ConfigVerbs.Complain(imported.Problems, error) == 0 ? imported : null;
    }

    private static void Write(string path, string yaml)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.Write(yaml);
    }

    private static bool IsYaml(string file) =>
        file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static int Refuse(TextWriter error, string sentence)
    {
        error.WriteLine(sentence);
        return StartupException.Configuration;
    }
}
