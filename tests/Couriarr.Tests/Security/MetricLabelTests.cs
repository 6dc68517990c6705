using System.Text.RegularExpressions;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Security;

/// <summary>Metrics go to whoever runs the dashboards: they count, and name neither what was watched nor where it lies.</summary>
[Trait("family", "doors")]
public sealed partial class MetricLabelTests
{
    // Each has a short list of values: what the program knows, and what its owner named.
    private static readonly string[] Allowed =
    [
        "channel",
        "endpoint",
        "event",
        "generation",
        "instance",
        "kind",
        "lane",
        "le",
        "loop",
        "outcome",
        "player",
        "reason",
        "result",
        "route",
        "runtime",
        "schedule",
        "service",
        "state",
        "status",
        "version",
    ];

    [Fact]
    public async Task S37_labels_come_from_short_lists_and_carry_nothing_of_ours()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.UntilAsync(await host.EnqueueAsync(new Errand("/mnt/films/Secret Title (2021)/x.mkv", Succeed: true)), "succeeded");
        await host.UntilAsync(await host.EnqueueAsync(new Errand("/mnt/films/Broken Title", Fail: true)), "dead");

        var metrics = await Scrape.MetricsAsync(host);
        var labels = Label()
            .Matches(Comment().Replace(metrics, ""))
            .Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value))
            .ToList();

        Assert.NotEmpty(labels);
        Assert.Empty(labels.Select(label => label.Name).Distinct().Except(Allowed));
        Assert.All(labels, label => Assert.Matches("^[a-z0-9_.:+ -]{1,40}$|^[0-9.]+$|^\\+Inf$", label.Value));
        Assert.DoesNotContain("Title", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("/mnt", metrics, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex("^#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
