namespace Couriarr.Features.Transfers;

/// <summary>Keeps copies that run side by side from counting on the same room.</summary>
internal sealed class Claims
{
    private readonly Lock _gate = new();
    private readonly List<Claim> _open = [];

    /// <param name="device">The file system that the room is on.</param>
    /// <param name="room">What it has to give now.</param>
    /// <param name="taken">What of it goes to copies under way.</param>
    /// <returns>Null when there is not enough.</returns>
    public Claim? Take(long device, long bytes, long room, out long taken)
    {
        lock (_gate)
        {
            taken = _open.Where(claim => claim.Device == device).Sum(claim => claim.Left);
            if (bytes > room - taken)
                return null;
            var claim = new Claim(this, device, bytes);
            _open.Add(claim);
            return claim;
        }
    }

    public void GiveBack(Claim claim)
    {
        lock (_gate)
            _open.Remove(claim);
    }
}

/// <summary>Room that one copy counts on.</summary>
internal sealed class Claim(Claims claims, long device, long bytes) : IDisposable
{
    private long _written;

    public long Device => device;

    /// <summary>What it has still to write.</summary>
    public long Left => Math.Max(0, bytes - Interlocked.Read(ref _written));

    public void Wrote(long total) => Interlocked.Exchange(ref _written, total);

    public void Dispose() => claims.GiveBack(this);
}
