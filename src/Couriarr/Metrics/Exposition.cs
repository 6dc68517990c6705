using System.Globalization;
using System.Text;

namespace Couriarr.Metrics;

/// <summary>The text format of Prometheus, version 0.0.4.</summary>
internal static class Exposition
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Family> families)
    {
        var text = new StringBuilder(16 * 1024);
        foreach (var family in families)
            Write(text, family);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Family family)
    {
        text.Append("# HELP ").Append(family.Name).Append(' ').Append(Help(family.Help)).Append('\n');
        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type).Append('\n');
        foreach (var (values, series) in family.Series.OrderBy(s => string.Join('\n', s.Key), StringComparer.Ordinal))
        {
            var labels = string.Join(',', family.Labels.Zip(values, (name, value) => $"{name}=\"{Value(value)}\""));
            if (family.Bounds is { } bounds)
                WriteHistogram(text, family.Name, labels, bounds, series);
            else
                Line(text, family.Name, labels, series.Read().Value);
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, IReadOnlyList<double> bounds, Series series)
    {
        var (sum, buckets) = series.Read();
        var before = labels.Length == 0 ? "" : labels + ",";
        var upTo = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            upTo += buckets[i];
            var end = i < bounds.Count ? bounds[i] : double.PositiveInfinity;
            Line(text, name + "_bucket", $"{before}le=\"{Number(end)}\"", upTo);
        }
        Line(text, name + "_sum", labels, sum);
        Line(text, name + "_count", labels, upTo);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Help(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Value(string text) => Help(text).Replace("\"", "\\\"", StringComparison.Ordinal);
}
