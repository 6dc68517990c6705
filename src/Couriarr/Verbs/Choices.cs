using System.CommandLine;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Saving;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>The configuration that a command line means: its file, and what it says itself, which wins.</summary>
internal sealed class Choices(Surroundings surroundings)
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "the configuration file (COURIARR_CONFIG; else ./config.yaml, else /config/config.yaml)",
        Recursive = true,
    };
    private readonly Option<string?> _data = new("--data")
    {
        Description = "the data folder (COURIARR_DATA; else ./data)",
        Recursive = true,
    };
    private readonly Option<string?> _bind = new("--bind")
    {
        Description = "the address to listen on (COURIARR_BIND; else 0.0.0.0, everywhere)",
        Recursive = true,
    };
    private readonly Option<string?> _port = new("--port") { Description = "the port to listen on (PORT; else 8475)", Recursive = true };

    private readonly Option<bool> _setDamagedAside = new("--set-damaged-aside")
    {
        Description = "keep a damaged database under another name and begin a new one",
        Recursive = true,
    };

    public List<Option> All => [_config, _data, _bind, _port, _setDamagedAside];

    public Surroundings Surroundings => surroundings;

    public ConfigReading ReadingOf(ParseResult parsed) =>
        new(
            surroundings,
            parsed.GetValue(_config),
            Said(parsed, _data, "storage", "path").Over(Said(parsed, _bind, "server", "bind")).Over(Said(parsed, _port, "server", "port"))
        );

    public EffectiveConfig ConfigOf(ParseResult parsed) => ReadingOf(parsed).Now();

    public Settings SettingsOf(ParseResult parsed)
    {
        var reading = ReadingOf(parsed);
        var config = reading.Now();
        foreach (var warning in config.Problems.Warnings.Concat(config.Unusable?.Errors ?? []))
            parsed.InvocationConfiguration.Error.WriteLine($"Warning: {warning}");
        if (config.Problems.IsFatal)
            throw new StartupException(
                string.Join(Environment.NewLine, config.Problems.Errors.Take(ConfigVerbs.MostAtOnce)),
                StartupException.Configuration
            );
        return Settings.Of(config) with { SetDamagedAside = parsed.GetValue(_setDamagedAside), Reading = reading };
    }

    private static Mapping Said(ParseResult parsed, Option<string?> option, string section, string key)
    {
        var at = new Origin(Voice.CommandLine, option.Name);
        if (parsed.GetValue(option) is not { } text)
            return new Mapping([], at);
        return new Mapping([new Entry(section, new Mapping([new Entry(key, new Scalar(text, at), at)], at), at)], at);
    }
}
