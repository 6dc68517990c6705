using System.CommandLine;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Verbs;

namespace Couriarr.Tests.Configuration;

/// <summary>A folder and an environment of its own, in which the verbs run as they do for an owner.</summary>
internal sealed class ConfigRoom : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("couriarr-config-").FullName;
    public Dictionary<string, string> Variables { get; } = [];
    private Surroundings Surroundings => new(Variables, Folder);

    public ConfigRoom With(string variable, string value)
    {
        Variables[variable] = value;
        return this;
    }

    public ConfigRoom Yaml(string text) => File("config.yaml", text);

    public ConfigRoom File(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, text);
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return this;
    }

    public string Read(string name) => System.IO.File.ReadAllText(Path.Combine(Folder, name));

    public (int Code, string Output, string Error) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Root(Surroundings).Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    public EffectiveConfig Load() => ConfigLoader.Load(Surroundings, KnownKinds.All);

    /// <summary>What `config show --json` says about an option.</summary>
    public (string? Value, string At) Shown(string option)
    {
        var (code, output, error) = Run("config", "show", "--json");
        Assert.True(code == 0, error);
        var found = JsonDocument.Parse(output).RootElement.EnumerateArray().Single(s => s.GetProperty("option").GetString() == option);
        var value = found.GetProperty("value");
        return (
            value.ValueKind == JsonValueKind.String ? value.GetString() : JsonSerializer.Serialize(value),
            found.GetProperty("at").GetString()!
        );
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
