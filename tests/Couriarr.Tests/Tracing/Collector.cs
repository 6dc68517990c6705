using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Tracing;

/// <summary>A collector that takes traces by OTLP over HTTP and remembers their spans.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _spans = [];

    private Collector(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());
    public IReadOnlyCollection<Span> Spans => _spans;

    /// <summary>Those of one trace.</summary>
    public IReadOnlyList<Span> Of(ActivityTraceId trace) => [.. _spans.Where(span => span.Trace == trace.ToHexString())];

    public ConcurrentQueue<string> Authorizations { get; } = [];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(app);
        app.MapPost("/v1/traces", collector.TakeAsync);
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Authorizations.Enqueue(request.Headers.Authorization.ToString());
        foreach (var span in Spanned(body.ToArray()))
            _spans.Enqueue(span);
        return Results.Ok();
    }

    // ExportTraceServiceRequest > resource_spans (1) > scope_spans (2) > spans (2) > trace_id (1), name (5).
    private static IEnumerable<Span> Spanned(byte[] request) =>
        from resource in Parts(request, 1)
        from scope in Parts(resource, 2)
        from span in Parts(scope, 2)
        select new Span(
            Convert.ToHexStringLower(Parts(span, 1).Single()),
            Encoding.UTF8.GetString(Parts(span, 5).Single()),
            Encoding.UTF8.GetString(span)
        );

    private static IEnumerable<byte[]> Parts(byte[] message, int wanted)
    {
        for (var at = 0; at < message.Length; )
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch
            {
                0 => -1,
                1 => 8,
                5 => 4,
                _ => (int)Varint(message, ref at),
            };
            if (length < 0)
            {
                Varint(message, ref at);
                continue;
            }
            if ((int)(tag >> 3) == wanted)
                yield return message[at..(at + length)];
            at += length;
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}

internal sealed record Span(string Trace, string Name, string Text);
