using System.Globalization;

namespace Couriarr.Tests.Doors;

/// <summary>What Prometheus would read.</summary>
internal static class Scrape
{
    public static Task<string> MetricsAsync(DoorsHost host) =>
        host.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

    public static double Value(string metrics, string series)
    {
        var line = metrics.Split('\n').SingleOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null
            ? throw new Xunit.Sdk.XunitException($"There is no {series} in\n{metrics}")
            : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }
}
