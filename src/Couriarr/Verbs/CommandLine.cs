using System.CommandLine;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Secrets;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>The verbs, and how their troubles end: one line for the owner and an exit code that says whose turn it is.</summary>
internal static class CommandLine
{
    private static readonly Argument<string?> File = new("file")
    {
        Description = "the copy to go back to; the newest when left away",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static async Task<int> RunAsync(string[] args, Additions? additions = null)
    {
        var parsed = Root(Surroundings.OfThisProcess(), additions).Parse(args);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }
        );
        return parsed.Errors.Count > 0 ? StartupException.Configuration : code;
    }

    public static RootCommand Root(Surroundings surroundings, Additions? additions = null)
    {
        var choices = new Choices(surroundings);
        var serve = ServeVerb(choices, additions ?? Additions.None);
        var root = new RootCommand("Couriarr: what happens after Radarr and Sonarr import something.")
        {
            Verb("serve", "Run the service until it is told to stop. The default.", serve),
            Verb(
                "backup",
                "Make a whole, checked copy of the database; the service may run meanwhile.",
                Honestly(choices, BackUpVerb.RunAsync)
            ),
            RestoreCommand(choices),
            MoveVerb.Command(choices),
            PasswordCommand(choices),
            Verb(
                "healthcheck",
                "Ask the running service whether it lives: 0 when it does, else 1.",
                Honestly(choices, HealthCheck.RunAsync)
            ),
            new ConfigVerbs(choices).Command,
        };
        foreach (var verb in new InstanceVerbs(choices).All)
            root.Add(verb);
        foreach (var verb in new NotifyVerbs(choices).All)
            root.Add(verb);
        var showing = new ShowingVerbs(choices);
        root.Add(With(new MemberVerbs(choices, "channels", "channel").Command, showing.Preview));
        root.Add(With(new MemberVerbs(choices, "players", "player").Command, showing.Discover));
        root.Add(new MoveInVerb(choices).Command);
        root.Add(new SyncVerb(choices).Command);
        root.Add(new ReconcileVerb(choices).Command);
        root.Add(new ReviewVerb(choices).Command);
        root.Add(new DiscoverVerb(choices).Command);
        choices.All.ForEach(root.Add);
        root.SetAction(serve);
        return root;
    }

    private static Command With(Command verb, Command further)
    {
        verb.Add(further);
        return verb;
    }

    private static Command Verb(string name, string description, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        var verb = new Command(name, description);
        verb.SetAction(action);
        return verb;
    }

    private static Command RestoreCommand(Choices choices)
    {
        var restore = new Command("restore", "Go back to a copy of the database; the present one is kept under another name.") { File };
        restore.SetAction(
            (parsed, ct) => Honestly(choices, (settings, _) => RestoreVerb.RunAsync(settings, parsed.GetValue(File)))(parsed, ct)
        );
        return restore;
    }

    private static Command PasswordCommand(Choices choices)
    {
        var name = new Option<string?>("--name") { Description = "a new name for the administrator" };
        var password = new Command("password", "Set the administrator's password, typed or from a pipe, and sign everybody out.") { name };
        password.SetAction(
            (parsed, ct) => Honestly(choices, (settings, stop) => PasswordVerb.RunAsync(settings, parsed.GetValue(name), stop))(parsed, ct)
        );
        return password;
    }

    // It reads the configuration once more when it begins anew.
    private static Func<ParseResult, CancellationToken, Task<int>> ServeVerb(Choices choices, Additions additions) =>
        (parsed, _) =>
            HonestlyAsync(() => Serve.RunAsync(() => choices.SettingsOf(parsed), additions), parsed.InvocationConfiguration.Error);

    /// <summary>It did what it was to do, and not all that it looked at is well.</summary>
    public const int NotAllIsWell = 1;

    /// <summary>Does it, and says in one line what went wrong.</summary>
    internal static Func<ParseResult, CancellationToken, Task<int>> Honestly(
        Choices choices,
        Func<Settings, CancellationToken, Task<int>> verb
    ) => (parsed, ct) => HonestlyAsync(() => verb(choices.SettingsOf(parsed), ct), parsed.InvocationConfiguration.Error);

    private static async Task<int> HonestlyAsync(Func<Task<int>> verb, TextWriter error)
    {
        try
        {
            return await verb();
        }
        catch (StartupException e)
        {
            await error.WriteLineAsync(Redactor.OfTheEnvironment().Redact(e.Message));
            return e.ExitCode;
        }
        catch (Exception e)
        {
            await error.WriteLineAsync(Redactor.OfTheEnvironment().Redact($"Couriarr stopped because of a mistake of its own: {e}"));
            return StartupException.Failure;
        }
    }
}
