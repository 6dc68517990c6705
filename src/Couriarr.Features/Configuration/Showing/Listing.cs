using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Showing;

/// <summary>What is in force and who said it, for eyes or for programs. Secrets stay hidden.</summary>
public static class Listing
{
    public static string Text(EffectiveConfig config)
    {
        var (path, value) = (config.Settings.Max(s => s.Path.Length), Math.Min(60, config.Settings.Max(s => Shown(s).Length)));
        var text = new StringBuilder($"{"OPTION".PadRight(path)}  {"VALUE".PadRight(value)}  SAID BY\n");
        foreach (var setting in config.Settings)
            text.Append($"{setting.Path.PadRight(path)}  {Shown(setting).PadRight(value)}  {setting.At}\n");
        return text.ToString();
    }

    public static JsonArray Json(EffectiveConfig config) => [.. config.Settings.Select(One)];

    private static string Shown(Setting setting) =>
        setting.Text switch
        {
            null => "-",
            "" => "(none)",
            var text => text,
        };

    private static JsonObject One(Setting setting) =>
        new()
        {
            ["option"] = setting.Path,
            ["value"] = setting.Value switch
            {
                null => null,
                { } some when OptionShape.ItemsOf(some) is { } list => new JsonArray([.. list.Select(setting.Plain.ToJson)]),
                var value => setting.Plain.ToJson(value),
            },
            ["said_by"] = setting.At.Voice switch
            {
                Voice.CommandLine => "command line",
                var voice => voice.ToString().ToLowerInvariant(),
            },
            ["at"] = setting.At.ToString(),
        };
}
