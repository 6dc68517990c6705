using System.Text.Json;
using System.Text.RegularExpressions;
using Couriarr.CrashRig;
using Couriarr.Tests.Doors;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Deploy;

/// <summary>The alerts and the Grafana dashboard that come with the program, judged by Prometheus itself.</summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed partial class MonitoringTests
{
    private const string Rules = "deploy/prometheus/couriarr.rules.yaml";

    private static readonly string[] Suffixes = ["_bucket", "_count", "_sum"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Questions =>
        from panel in JsonDocument.Parse(Repository.Read("deploy/grafana/couriarr.json")).RootElement.GetProperty("panels").EnumerateArray()
        where panel.TryGetProperty("targets", out _)
        from target in panel.GetProperty("targets").EnumerateArray()
        select target.GetProperty("expr").GetString();

    [Fact]
    public void The_alerts_fire_when_they_shall_and_not_before()
    {
        Assert.SkipUnless(Promtool.IsThere, "promtool is not installed (Debian: apt install prometheus).");

        Assert.Contains("SUCCESS", Shell.Run("promtool", "check", "rules", Path.Combine(Repository.Root, Rules)), StringComparison.Ordinal);
        Assert.Contains(
            "SUCCESS",
            Shell.Run("promtool", "test", "rules", Path.Combine(Repository.Root, "deploy/prometheus/couriarr.rules.test.yaml")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_alert_has_a_test()
    {
        var tests = Repository.Read("deploy/prometheus/couriarr.rules.test.yaml");

        Assert.All(
            Alert().Matches(Repository.Read(Rules)).Select(match => match.Groups["name"].Value),
            alert => Assert.Contains($"alertname: {alert}\n        exp_alerts:\n          -", tests, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void They_ask_for_metrics_that_there_are()
    {
        var known = Metric().Matches(Repository.Read("docs/metrics.md")).Select(match => match.Value.Trim('`')).ToHashSet();
        var asked = Questions
            .Append(Repository.Read(Rules))
            .SelectMany(text => Asked().Matches(text))
            .Select(match => Plain(match.Value))
            .ToHashSet();

        Assert.True(asked.Count > 30, $"only {asked.Count} metrics are asked for");
        Assert.Equal([], asked.Except(known).Order());
    }

    [Fact]
    public async Task A_real_Prometheus_scrapes_the_service_loads_the_alerts_and_answers_every_question_of_the_dashboard()
    {
        Assert.SkipUnless(Shell.Has("prometheus"), "Prometheus is not installed (Debian: apt install prometheus).");
        using var scratch = new Scratch();
        await using var host = await HostProcess.StartAsync(
            (scratch.Plan() with { Program = HostPlan.Couriarr }).With("COURIARR_METRICS_TOKEN", "a-token-for-prometheus-only"),
            Ct
        );
        await using var prometheus = await Prometheus.StartAsync(scratch, host.Plan.Port, Path.Combine(Repository.Root, Rules), Ct);

        await Until.TrueAsync(
            async () => (await prometheus.AskAsync("up{job=\"couriarr\"}", Ct)).Contains("\"1\""),
            "it is scraped",
            Ct,
            seconds: 60
        );

        foreach (var question in Questions)
            Assert.Contains(
                "\"status\":\"success\"",
                await prometheus.AskAsync(question.Replace("$job", "couriarr"), Ct),
                StringComparison.Ordinal
            );
        Assert.Contains("\"1\"", await prometheus.AskAsync("couriarr_build_info{job=\"couriarr\"}", Ct), StringComparison.Ordinal);
        Assert.Equal(Alert().Count(Repository.Read(Rules)), Regex.Count(await prometheus.RulesAsync(Ct), "\"health\":\"(ok|unknown)\""));
    }

    private static string Plain(string metric) =>
        Suffixes.FirstOrDefault(metric.EndsWith) is { } suffix && !metric.EndsWith("_total", StringComparison.Ordinal)
            ? metric[..^suffix.Length]
            : metric;

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Alert();

    [GeneratedRegex(@"`(couriarr|tvmaze|process|dotnet)_\w+`", RegexOptions.ExplicitCapture)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\b(couriarr|tvmaze|process|dotnet)_\w+", RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();
}
