using Spectre.Console;

namespace Couriarr.Demo.Stages;

/// <summary>Where the demo is shown.</summary>
internal abstract class Stage
{
    public static Stage ForThisTerminal() =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive ? new PlainStage(Console.Out) : new TerminalStage();

    /// <summary>What happens, in a sentence.</summary>
    public abstract void Say(string sentence);

    public abstract void Headline(string text);

    /// <summary>How far a transfer is, in percent.</summary>
    public abstract void Show(long job, string what, double percentage, string detail);

    /// <summary>It came to its end.</summary>
    public abstract void Finish(long job, string status);

    public abstract void Rows(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows);

    /// <summary>Keeps the bars up as long as the play lasts.</summary>
    public abstract Task DuringAsync(Func<Task> play);
}
