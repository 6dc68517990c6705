using System.CommandLine;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>The verbs, and how their troubles end: one line for the owner and an exit code that says whose turn it is.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args) =>
        Root(Surroundings.OfThisProcess())
            .Parse(args)
            .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });

    public static RootCommand Root(Surroundings surroundings)
    {
        var choices = new Choices(surroundings);
        var root = new RootCommand("Couriarr: what happens after Radarr and Sonarr import something.") { ServeCommand(choices) };
        choices.All.ForEach(root.Add);
        root.Add(new ConfigVerbs(choices).Command);
        return root;
    }

    private static Command ServeCommand(Choices choices)
    {
        var serve = new Command("serve", "Run the service until it is told to stop.");
        serve.SetAction(
            (parsed, _) => HonestlyAsync(() => Serve.RunAsync(choices.SettingsOf(parsed)), parsed.InvocationConfiguration.Error)
        );
        return serve;
    }

    private static async Task<int> HonestlyAsync(Func<Task<int>> verb, TextWriter error)
    {
        try
        {
            return await verb();
        }
        catch (StartupException e)
        {
            await error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (Exception e)
        {
            await error.WriteLineAsync($"Couriarr stopped because of a mistake of its own: {e}");
            return StartupException.Failure;
        }
    }
}
