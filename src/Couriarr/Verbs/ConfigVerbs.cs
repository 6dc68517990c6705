using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Showing;
using Couriarr.Features.Discovery.Rules.Written;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Questions about the configuration, answered without starting anything.</summary>
internal sealed class ConfigVerbs(Choices choices)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public const int MostAtOnce = 200;

    public Command Command =>
        new("config", "Check, show and convert the configuration.")
        {
            Verb("check", "Say everything that is wrong with it; exit code 0 or 78.", Check),
            ShowVerb(),
            Verb(
                "schema",
                "Print its JSON Schema, for editors.",
                (_, output) => Print(output, RuleSchema.Into(Schema.Of(ConfigLoader.Root(KnownKinds.All))).ToJsonString(Json) + "\n")
            ),
            Verb(
                "example",
                "Print a file with every option and its default.",
                (_, output) => Print(output, Example.Of(ConfigLoader.Root(KnownKinds.All)))
            ),
            Verb(
                "reference",
                "Print the table of every option.",
                (_, output) => Print(output, Reference.Of(ConfigLoader.Root(KnownKinds.All)))
            ),
            new ImportVerb(choices.Surroundings).Command,
        };

    private static Command Verb(string name, string description, Func<ParseResult, TextWriter, int> action)
    {
        var verb = new Command(name, description);
        verb.SetAction(parsed => action(parsed, parsed.InvocationConfiguration.Output));
        return verb;
    }

    private Command ShowVerb()
    {
        var json = new Option<bool>("--json") { Description = "for programs" };
        var verb = Verb(
            "show",
            "Print what is in force and who said it; secrets are hidden.",
            (parsed, output) => Show(parsed, output, parsed.GetValue(json))
        );
        verb.Add(json);
        return verb;
    }

    private int Check(ParseResult parsed, TextWriter output)
    {
        var config = choices.ConfigOf(parsed);
        var errors = Complain(config.Problems, parsed.InvocationConfiguration.Error);
        if (config.Unusable is { } saved)
            errors += Complain(saved, parsed.InvocationConfiguration.Error);
        var warnings = config.Problems.Warnings.Count();
        var name = config.File ?? "The configuration (there is no file, so the defaults and the environment count)";
        if (errors == 0)
            output.WriteLine(warnings == 0 ? $"{name} is fine." : $"{name} is fine, with {Counted(warnings, "warning")}.");
        else
            parsed.InvocationConfiguration.Error.WriteLine($"{Counted(errors, "mistake")} to mend.");
        return errors == 0 ? 0 : StartupException.Configuration;
    }

    private int Show(ParseResult parsed, TextWriter output, bool json)
    {
        var config = choices.ConfigOf(parsed);
        if (Complain(config.Problems, parsed.InvocationConfiguration.Error) > 0)
            return StartupException.Configuration;
        return Print(output, json ? Listing.Json(config).ToJsonString(Json) + "\n" : Listing.Text(config));
    }

    /// <summary>Says the errors and the warnings, and counts the errors.</summary>
    public static int Complain(Problems problems, TextWriter error)
    {
        foreach (var mistake in problems.Errors.Take(MostAtOnce))
            error.WriteLine(mistake);
        foreach (var warning in problems.Warnings)
            error.WriteLine($"Warning: {warning}");
        return problems.Errors.Count();
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static int Print(TextWriter output, string text)
    {
        output.Write(text);
        return 0;
    }
}
