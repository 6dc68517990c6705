using System.Diagnostics;
using System.Net.Http.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Arr;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Couriarr.Tests.Tracing;

[Trait("family", "doors")]
public sealed class TraceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_leads_from_the_request_to_the_last_job()
    {
        await using var collector = await Collector.StartAsync();
        var spans = await RelayAsync(collector, "message");
        Assert.Single(spans, span => span.Name == "relay");
        Assert.Single(spans, span => span.Name == "errand");
        Assert.Single(spans, span => span.Name == "POST /schedules/{name}/run");
    }

    [Fact]
    public async Task One_trace_leads_from_a_webhook_through_the_inbox_to_what_is_done_about_it()
    {
        await using var collector = await Collector.StartAsync();
        var trace = ActivityTraceId.CreateRandom();
        await using (var host = await DoorsHost.StartAsync(options: Telling(collector)))
        {
            Continue(host, trace);
            using var body = new StringContent(Fixture.Read("radarr/Download.json"));
            var answer = await host.Client.PostAsync("/webhooks/radarr", body, Ct);
            Assert.True(answer.IsSuccessStatusCode);
            await host.UntilAsync(new JobId(1), "succeeded");
            await host.UntilAsync(new JobId(2), "dead");
        }
        var spans = collector.Of(trace);
        Assert.Single(spans, span => span.Name == "webhook-received");
        Assert.Single(spans, span => span.Name == "queue-transfer");
        Assert.Single(spans, span => span.Name == "POST /webhooks/{instance}");
    }

    [Fact]
    public async Task A_secret_stays_out_of_the_trace_of_what_failed_with_it()
    {
        await using var collector = await Collector.StartAsync();
        var spans = await RelayAsync(collector, "token-CANARY-77");
        var failed = Assert.Single(spans, span => span.Name == "errand");
        Assert.Contains("went wrong", failed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(collector.Spans, span => span.Text.Contains("CANARY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_collector_gets_the_headers_it_wants()
    {
        await using var collector = await Collector.StartAsync();
        await RelayAsync(collector, "message");
        Assert.Contains("Bearer letmein", collector.Authorizations);
    }

    [Fact]
    public async Task Without_a_collector_a_job_carries_no_trace()
    {
        await using var host = await DoorsHost.StartAsync();
        var id = await host.EnqueueAsync(new Errand("quiet", Succeed: true));
        await host.UntilAsync(id, "succeeded");
        Assert.Null(host.Find<OpenTelemetry.Trace.TracerProvider>());
    }

    private static CouriarrOptions Telling(Collector collector) =>
        new()
        {
            Telemetry = new() { OtlpEndpoint = collector.Address, OtlpHeaders = new Secret("Authorization=Bearer letmein") },
        };

    // What other tests do meanwhile in this process reaches the collector too; it has traces of its own.
    private static void Continue(DoorsHost host, ActivityTraceId trace) =>
        host.Client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

    private static async Task<IReadOnlyList<Span>> RelayAsync(Collector collector, string errand)
    {
        var trace = ActivityTraceId.CreateRandom();
        await RelayAsync(collector, errand, trace);
        return collector.Of(trace);
    }

    private static async Task RelayAsync(Collector collector, string errand, ActivityTraceId trace)
    {
        var redactor = new Redactor();
        redactor.Know("token-CANARY-77");
        await using var host = await DoorsHost.StartAsync(
            services => services.AddJob<Relay, RelayHandler>().AddSchedule("relay", "0 12 * * *", _ => new Relay(errand)),
            redactor,
            Telling(collector)
        );
        Continue(host, trace);
        var answer = await host.PostAsync("/schedules/relay/run");
        var fired = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Ct);
        var root = new JobId(fired.GetProperty("job_id").GetInt64());
        await host.UntilAsync(root, "succeeded");
        await host.UntilAsync(new JobId(root.Value + 1), errand == "message" ? "succeeded" : "dead");
    }
}

/// <summary>Hands on to an errand, as a webhook hands on to a message.</summary>
internal sealed record Relay(string To) : IJob<Relay>
{
    public static JobKind Kind { get; } = new("relay") { Lane = "errands" };
}

internal sealed class RelayHandler : IJobHandler<Relay>
{
    public Task<JobResult> RunAsync(Relay job, JobContext context, CancellationToken ct)
    {
        context.FollowUp(new Errand(job.To, Succeed: job.To == "message", Fail: job.To != "message"));
        return Task.FromResult(JobResult.Done);
    }
}
