using System.CommandLine;
using Couriarr.Features.Secrets;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>The verbs, and how their troubles end: one line for the owner and an exit code that says whose turn it is.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Data = new("--data") { Description = "the data folder (COURIARR_DATA; else ./data)", Recursive = true };
    private static readonly Option<string?> Bind = new("--bind") { Description = "the address to listen on (COURIARR_BIND; else 127.0.0.1)" };
    private static readonly Option<int?> Port = new("--port") { Description = "the port to listen on (PORT; else 8475)", Recursive = true };

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Couriarr: what happens after Radarr and Sonarr import something.") { Data, Port, ServeCommand() };
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static Command ServeCommand()
    {
        var serve = new Command("serve", "Run the service until it is told to stop.") { Bind };
        serve.SetAction((parsed, _) => HonestlyAsync(() => Serve.RunAsync(SettingsOf(parsed))));
        return serve;
    }

    private static Settings SettingsOf(ParseResult parsed) =>
        Settings.Read(parsed.GetValue(Data), parsed.GetValue(Bind), parsed.GetValue(Port));

    private static async Task<int> HonestlyAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(Redactor.OfTheEnvironment().Redact(e.Message));
            return e.ExitCode;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(Redactor.OfTheEnvironment().Redact($"Couriarr stopped because of a mistake of its own: {e}"));
            return StartupException.Failure;
        }
    }
}
