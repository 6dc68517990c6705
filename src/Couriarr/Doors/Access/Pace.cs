namespace Couriarr.Doors.Access;

/// <summary>How fast each address may ask: a bucket of tokens that fills up again, one for each address and way in.</summary>
internal sealed class Pace
{
    private const int Addresses = 4096;

    private readonly Remembered<Neighbour, Bucket> _webhooks;
    private readonly Remembered<Neighbour, Bucket> _strangers;
    private readonly Remembered<Neighbour, Bucket> _proven;

    public Pace(TimeProvider clock)
    {
        _webhooks = Of(new(PerSecond: 50, Burst: 500), clock);
        _strangers = Of(new(PerSecond: 20, Burst: 100), clock);
        _proven = Of(new(PerSecond: 200, Burst: 1000), clock);
    }

    /// <summary>A webhook that proved itself always may: an app that is told to come later loses the event.</summary>
    public bool Allows(Neighbour address, Standing standing, Entrance entrance) =>
        (entrance, standing) switch
        {
            (Entrance.Webhooks, Standing.App or Standing.Key) => true,
            (Entrance.Webhooks, _) => Take(_webhooks, address),
            (_, Standing.Stranger) => Take(_strangers, address),
            _ => Take(_proven, address),
        };

    private static bool Take(Remembered<Neighbour, Bucket> buckets, Neighbour address) => buckets.With(address, bucket => bucket.Take());

    private static Remembered<Neighbour, Bucket> Of(Rate rate, TimeProvider clock) =>
        new(Addresses, () => new Bucket(rate, clock), bucket => bucket.IsFull, clock);

    private sealed record Rate(double PerSecond, double Burst);

    private sealed class Bucket(Rate rate, TimeProvider clock)
    {
        private double _tokens = rate.Burst;
        private long _filled = clock.GetTimestamp();

        public bool IsFull => Filled() >= rate.Burst;

        public bool Take()
        {
            (_tokens, _filled) = (Filled(), clock.GetTimestamp());
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }

        private double Filled() => Math.Min(rate.Burst, _tokens + (clock.GetElapsedTime(_filled).TotalSeconds * rate.PerSecond));
    }
}
