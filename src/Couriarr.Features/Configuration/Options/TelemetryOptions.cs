namespace Couriarr.Features.Configuration.Options;

public sealed record TelemetryOptions
{
    [Option(
        "A collector that takes traces by OTLP over HTTP. Without one, none are kept.",
        Variables = "OTEL_EXPORTER_OTLP_ENDPOINT",
        Sample = "http://tempo:4318"
    )]
    public Uri? OtlpEndpoint { get; init; }

    [Option("Headers that the collector wants, like Authorization=Bearer abc.", Variables = "OTEL_EXPORTER_OTLP_HEADERS")]
    public Secret? OtlpHeaders { get; init; }
}
