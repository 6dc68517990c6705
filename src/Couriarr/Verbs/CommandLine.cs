using System.CommandLine;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>The verbs, and how their troubles end: one line for the owner and an exit code that says whose turn it is.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "the data folder (COURIARR_DATA; else ./data)",
        Recursive = true,
    };
    private static readonly Option<string?> Bind = new("--bind")
    {
        Description = "the address to listen on (COURIARR_BIND; else 127.0.0.1)",
        Recursive = true,
    };
    private static readonly Option<bool> SetDamagedAside = new("--set-damaged-aside")
    {
        Description = "keep a damaged database under another name and begin a new one",
        Recursive = true,
    };
    private static readonly Argument<string?> File = new("file")
    {
        Description = "the copy to go back to; the newest when left away",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<int?> Port = new("--port") { Description = "the port to listen on (PORT; else 8475)", Recursive = true };

    public static async Task<int> RunAsync(string[] args, Additions? additions = null)
    {
        Task<int> ServeAsync(ParseResult parsed, CancellationToken ct) =>
            HonestlyAsync(() => Serve.RunAsync(SettingsOf(parsed), additions ?? Additions.None));

        var root = new RootCommand("Couriarr: what happens after Radarr and Sonarr import something.")
        {
            Data,
            Bind,
            Port,
            SetDamagedAside,
            ServeCommand(ServeAsync),
            BackupCommand(),
            RestoreCommand(),
        };
        root.SetAction(ServeAsync);
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }
        );
        return parsed.Errors.Count > 0 ? StartupException.Configuration : code;
    }

    private static Command ServeCommand(Func<ParseResult, CancellationToken, Task<int>> action)
    {
        var serve = new Command("serve", "Run the service until it is told to stop. The default.");
        serve.SetAction(action);
        return serve;
    }

    private static Command BackupCommand()
    {
        var backup = new Command("backup", "Make a whole, checked copy of the database; the service may run meanwhile.");
        backup.SetAction((parsed, ct) => HonestlyAsync(() => BackUpVerb.RunAsync(SettingsOf(parsed), ct)));
        return backup;
    }

    private static Command RestoreCommand()
    {
        var restore = new Command("restore", "Go back to a copy of the database; the present one is kept under another name.") { File };
        restore.SetAction((parsed, _) => HonestlyAsync(() => RestoreVerb.RunAsync(SettingsOf(parsed), parsed.GetValue(File))));
        return restore;
    }

    private static Settings SettingsOf(ParseResult parsed) =>
        Settings.Read(parsed.GetValue(Data), parsed.GetValue(Bind), parsed.GetValue(Port)) with
        {
            SetDamagedAside = parsed.GetValue(SetDamagedAside),
        };

    private static async Task<int> HonestlyAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"Couriarr stopped because of a mistake of its own: {e}");
            return StartupException.Failure;
        }
    }
}
