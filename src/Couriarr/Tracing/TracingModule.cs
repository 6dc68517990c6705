using System.Diagnostics;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Couriarr.Tracing;

/// <summary>Sends what happened as traces to a collector, when one is configured.</summary>
internal static class TracingModule
{
    // Unless it is off, a request says nothing of its method, route and status.
    private const string RequestsWithoutDetails = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    public static IServiceCollection AddTracing(this IServiceCollection services, TelemetryOptions telemetry)
    {
        if (telemetry.OtlpEndpoint is not { } collector)
            return services.AddSingleton(new Ability("traces", IsOn: false, "OTEL_EXPORTER_OTLP_ENDPOINT is not set"));
        AppContext.SetSwitch(RequestsWithoutDetails, false);
        services.AddSingleton(new Ability("traces", IsOn: true, $"to {collector.Host}"));
        services.AddSingleton(s => Provider(telemetry, collector, s.GetRequiredService<Redactor>()));
        return services.AddHostedService<Traces>();
    }

    /// <summary>Calls a request by its method and route, as collectors group them, not by the class that took it.</summary>
    public static void UseTracing(this WebApplication app)
    {
        if (app.Services.GetService<TracerProvider>() is not null)
            app.Use(
                (context, next) =>
                {
                    if (Activity.Current is { } request && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
                        request.DisplayName = $"{context.Request.Method} {route}";
                    return next(context);
                }
            );
    }

    private static TracerProvider Provider(TelemetryOptions telemetry, Uri collector, Redactor redactor) =>
        Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("couriarr"))
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", JobTrace.SourceName)
            .AddProcessor(new Discretion(redactor))
            .AddOtlpExporter(otlp =>
            {
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.Endpoint = Traces(collector);
                otlp.Headers = telemetry.OtlpHeaders?.Reveal();
            })
            .Build();

    // People give the collector's root, as its own variable is documented, or the whole address.
    private static Uri Traces(Uri collector) =>
        collector.AbsolutePath.EndsWith("/v1/traces", StringComparison.Ordinal)
            ? collector
            : new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/v1/traces");
}
