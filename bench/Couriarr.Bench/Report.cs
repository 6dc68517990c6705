using System.Globalization;

namespace Couriarr.Bench;

/// <summary>One line of the table.</summary>
/// <param name="Met">Null where nothing is demanded.</param>
/// <param name="Gap">What is known of why, where the goal is missed.</param>
internal sealed record Line(char Part, string What, string Value, string Ratio = "", string Goal = "", bool? Met = null, string Gap = "")
{
    public string Verdict =>
        Met switch
        {
            true => "yes",
            false => "NO",
            null => "",
        };
}

/// <summary>The table, and whether it is good enough.</summary>
internal sealed class Report
{
    private readonly List<Line> lines = [];
    private readonly List<string> notes = [];

    public IReadOnlyList<Line> Lines => lines;

    public IReadOnlyList<string> Notes => notes;

    public bool AllMet => lines.TrueForAll(line => line.Met is not false);

    public void Add(Line line)
    {
        lines.Add(line);
        Console.Error.WriteLine($"  {line.Part}  {line.What}: {line.Value} {line.Ratio}");
    }

    public void Note(string note) => notes.Add(note);

    public void Print()
    {
        Console.WriteLine();
        Print("", "what", "value", "ratio", "goal", "met");
        foreach (var line in lines.OrderBy(line => line.Part))
            Print(line.Part.ToString(), line.What, line.Value, line.Ratio, line.Goal, line.Verdict);
        Console.WriteLine();
        notes.ForEach(Console.WriteLine);
    }

    public static string PerSecond(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:#,0} /s");

    public static string Milliseconds(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:0.00} ms");

    public static string Microseconds(double us) => string.Create(CultureInfo.InvariantCulture, $"{us:0.0} us");

    public static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:0} MB");

    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} x");

    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }

    private static void Print(string part, string what, string value, string ratio, string goal, string met) =>
        Console.WriteLine($"| {part, -1} | {what, -46} | {value, 12} | {ratio, 9} | {goal, -26} | {met, -3} |");
}
