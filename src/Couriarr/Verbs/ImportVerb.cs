using System.CommandLine;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Showing;
using Couriarr.MovingIn;
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
        if (files.Count(EarlierFile.IsYaml) > 1)
            return EarlierConfiguration.OneYaml;
        if (output is null && parsed.GetValue(_secrets))
            return "--secrets needs --output: secrets are not printed.";
        if (output is not null && File.Exists(Path.Combine(surroundings.Folder, output)) && !parsed.GetValue(_force))
            return $"{output} is there already. Choose another name, or replace it with --force.";
        return null;
    }

    private Imported? Read(string[] files, bool withSecrets, TextWriter error)
    {
        var imported = EarlierConfiguration.Read(surroundings, files, withSecrets);
        return ConfigVerbs.Complain(imported.Problems, error) == 0 ? imported : null;
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

    private static int Refuse(TextWriter error, string sentence)
    {
        error.WriteLine(sentence);
        return StartupException.Configuration;
    }
}
