namespace Couriarr.Features.Transfers.Native;

/// <summary>Says how fast a copy is and how long it still takes, by what it did in the last seconds and not since it began.</summary>
internal sealed class Speedometer(long size, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private readonly Queue<(long At, long Bytes)> _past = new([(clock.GetTimestamp(), 0)]);

    public CopyProgress At(long bytes)
    {
        while (_past.Count > 1 && clock.GetElapsedTime(_past.Peek().At) > Window)
            _past.Dequeue();
        var (since, before) = _past.Peek();
        _past.Enqueue((clock.GetTimestamp(), bytes));
        var took = clock.GetElapsedTime(since);
        var speed = (bytes - before) / (took > Shortest ? took : Shortest).TotalSeconds;
        return CopyProgress.Of(bytes, $"{Sizes.Of((long)speed)}/s", Rest(size - bytes, speed));
    }

    private static string Rest(long bytes, double speed) =>
        bytes <= 0 ? "0:00:00"
        : speed < 1 ? "an unknown time"
        : TimeSpan.FromSeconds(Math.Ceiling(Math.Min(bytes / speed, TimeSpan.FromDays(99).TotalSeconds))) is var rest
        && rest.TotalHours < 24
            ? rest.ToString("h':'mm':'ss", System.Globalization.CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"{rest.TotalDays:0.#} days");
}
