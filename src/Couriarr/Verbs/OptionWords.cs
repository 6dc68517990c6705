using System.Text.Json.Nodes;
using Couriarr.Doors;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Options as a command line says them, like token=abc, as the members' door takes them.</summary>
internal static class OptionWords
{
    /// <param name="known">Tells what is a list and what has names of its own; whatever else is said, the door judges.</param>
    /// <exception cref="StartupException">One is no option=value, or names a variable that is not set.</exception>
    public static JsonObject Read(IEnumerable<string> words, IReadOnlyList<OptionView> known, IReadOnlyDictionary<string, string> variables)
    {
        var options = new JsonObject();
        foreach (var word in words)
        {
            var (name, value) = Split(word, variables);
            var option = known.FirstOrDefault(o =>
                name == o.Name || (o.Form == "lookup" && name.StartsWith($"{o.Name}.", StringComparison.Ordinal))
            );
            if (option?.Form == "list")
                (options[name] ??= new JsonArray()).AsArray().Add((JsonNode)value);
            else if (option?.Form == "lookup" && name.Length > option.Name.Length)
                (options[option.Name] ??= new JsonObject()).AsObject()[name[(option.Name.Length + 1)..]] = value;
            else if (!options.TryAdd(name, value))
                throw new StartupException($"--set {name}= is there twice, and it takes one value.", StartupException.Configuration);
        }
        return options;
    }

    private static (string Name, string Value) Split(string word, IReadOnlyDictionary<string, string> variables)
    {
        // What has no = may be a secret that was torn from its name: it is not repeated.
        if (word.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end))
            throw new StartupException(
                "Every --set is an option=value, like --set url=http://10.0.0.50:32400.",
                StartupException.Configuration
            );
        var (name, value) = (word[..end], word[(end + 1)..]);
        if (value is not ['$', '{', .. var variable, '}'])
            return (name, value);
        return variables.TryGetValue(variable, out var held)
            ? (name, held)
            : throw new StartupException(
                $"The option {name} is to come from a variable that is not set: {value}",
                StartupException.Configuration
            );
    }
}
