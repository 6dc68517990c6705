using System.Text;
using Couriarr.Features.Arr;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Intake;

/// <summary>Something that came and could not be taken.</summary>
/// <param name="Text">Its beginning, without secrets; what is no text is replaced.</param>
public sealed record Rejection(DateTimeOffset At, string? Address, string? Sender, string Why, int Bytes, string Text);

/// <summary>The last few that were not taken, so that one can see what the sender really sends. Gone with the program.</summary>
internal sealed class Rejections(PayloadRedaction redaction, TimeProvider clock, ILogger<Rejections> log)
{
    public const int Most = 50;
    private const int LongestText = 16 * 1024;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Queue<Rejection> _last = new();
    private string? _told;
    private long _toldAt;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Rejection> Last
    {
        get
        {
            lock (_gate)
                return [.. _last.Reverse()];
        }
    }

    public void Add(Arrival arrival, string why)
    {
        var body = arrival.Body.Span;
        var text = redaction.Redact(Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]));
        var sender = arrival.Sender is { } name ? redaction.Redact(name) : null;
        var rejection = new Rejection(clock.GetUtcNow(), arrival.Address, sender, why, body.Length, text);
        bool tell;
        lock (_gate)
        {
            _last.Enqueue(rejection);
            if (_last.Count > Most)
                _last.Dequeue();
            tell = why != _told || clock.GetElapsedTime(_toldAt) >= Quiet;
            if (tell)
                (_told, _toldAt) = (why, clock.GetTimestamp());
        }
        if (tell)
            log.LogWarning("A webhook for {Address} from {Sender} was not taken: {Why}", arrival.Address ?? "anybody", sender ?? "?", why);
    }
}
