using Spectre.Console;

namespace Couriarr.Demo.Stages;

/// <summary>A terminal with bars that move.</summary>
internal sealed class TerminalStage : Stage
{
    private readonly Dictionary<long, (ProgressTask Bar, string What)> _bars = [];
    private readonly Lock _gate = new();
    private ProgressContext? _progress;

    public override void Say(string sentence) => AnsiConsole.MarkupLine(Markup.Escape(sentence));

    public override void Headline(string text)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine($"[bold yellow]{Markup.Escape(text)}[/]");
    }

    public override void Show(long job, string what, double percentage, string detail)
    {
        lock (_gate)
        {
            if (_progress is null)
                return;
            var bar = _bars.TryGetValue(job, out var known) ? known.Bar : _progress.AddTask(Markup.Escape(what));
            _bars[job] = (bar, what);
            bar.Description = $"{Markup.Escape(what)} [grey]{Markup.Escape(detail)}[/]";
            bar.Value = percentage;
        }
    }

    public override void Finish(long job, string status)
    {
        lock (_gate)
            if (_bars.Remove(job, out var known))
            {
                known.Bar.Description = $"{Markup.Escape(known.What)} [green]{Markup.Escape(status)}[/]";
                known.Bar.Value = known.Bar.MaxValue;
                known.Bar.StopTask();
            }
    }

    public override void Rows(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Headline(title);
        var table = new Table { ShowHeaders = columns.Any(column => column.Length > 0) };
        table.Border(TableBorder.Rounded).AddColumns([.. columns]);
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    public override Task DuringAsync(Func<Task> play) =>
        AnsiConsole
            .Progress()
            .AutoClear(enabled: false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new SpinnerColumn()
            )
            .StartAsync(async progress =>
            {
                _progress = progress;
                await play();
                lock (_gate)
                    _progress = null;
            });
}
