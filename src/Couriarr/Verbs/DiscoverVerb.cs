using System.CommandLine;
using System.Globalization;
using Couriarr.Doors;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Asks the running service what other filters and rules would change.</summary>
internal sealed class DiscoverVerb(Choices choices)
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "YAML or JSON with rules, filters or both; - reads what is piped in",
    };

    public Command Command
    {
        get
        {
            var whatIf = new Command("what-if", "What other filters and rules would change, over the whole catalogue. Nothing is saved.")
            {
                _file,
            };
            whatIf.SetAction(
                (parsed, ct) => CommandLine.Honestly(choices, (settings, stop) => RunAsync(parsed, settings, stop))(parsed, ct)
            );
            return new Command("discover", "The search for new shows.") { whatIf };
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Settings settings, CancellationToken ct)
    {
        var text = await ReadAsync(parsed.GetValue(_file)!, ct);
        using var service = new RunningCouriarr(settings);
        var preview = await service.PostTextAsync<PreviewView>("/rules/preview", text, ct);
        var output = parsed.InvocationConfiguration.Output;
        foreach (var warning in preview.Warnings)
            await output.WriteLineAsync($"Warning: {warning}");
        await output.WriteLineAsync(
            $"added {Number(preview.Added)}, lost {Number(preview.Lost)}, moved {Number(preview.Moved)}, unchanged {Number(preview.Unchanged)}"
        );
        foreach (var shift in preview.Shifts)
            await output.WriteLineAsync(
                $"{Word(shift.Fate), -8} {Number(shift.Count), 7}  {shift.Before.Rule} -> {shift.After.Rule}: "
                    + string.Join(", ", shift.Samples.Select(show => show.Title))
            );
        await output.WriteLineAsync(preview.Attribution);
        return 0;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            return file == "-" ? await Console.In.ReadToEndAsync(ct) : await File.ReadAllTextAsync(file, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{file} cannot be read: {e.Message}", StartupException.Configuration, e);
        }
    }

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Word(Fate fate) => fate.ToString().ToLowerInvariant();
}
