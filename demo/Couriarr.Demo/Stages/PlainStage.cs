using System.Globalization;

namespace Couriarr.Demo.Stages;

/// <summary>Lines, for a file or a pipe: a bar becomes one for each quarter.</summary>
internal sealed class PlainStage(TextWriter output) : Stage
{
    private const double Step = 25;
    private readonly Dictionary<long, (string What, double Told)> _bars = [];
    private readonly Lock _gate = new();

    public override void Say(string sentence)
    {
        lock (_gate)
            output.WriteLine(sentence);
    }

    public override void Headline(string text) => Say($"\n== {text}");

    public override void Show(long job, string what, double percentage, string detail)
    {
        lock (_gate)
        {
            var told = _bars.TryGetValue(job, out var bar) ? bar.Told : -Step;
            if (percentage - told < Step)
                return;
            _bars[job] = (what, percentage - percentage % Step);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   {percentage, 3:0} %  {what}: {detail}"));
        }
    }

    public override void Finish(long job, string status)
    {
        lock (_gate)
            if (_bars.Remove(job, out var bar))
                output.WriteLine($"   {status}: {bar.What}");
    }

    public override void Rows(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Headline(title);
        foreach (var row in rows)
            Say("   " + string.Join("; ", row.Select((cell, i) => columns[i].Length > 0 ? $"{columns[i]}: {cell}" : cell)));
    }

    public override Task DuringAsync(Func<Task> play) => play();
}
