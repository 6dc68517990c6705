namespace Couriarr.Doors.Access;

/// <summary>Counts credentials that fit nothing, by address and by credential. Who shows too many is not heard for a while.</summary>
internal sealed class Missteps(TimeProvider clock, ILogger<Missteps> log)
{
    private const int Most = 20;
    private const int Entries = 4096;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Remembered<Neighbour, Tries> _addresses = Book(clock);
    private readonly Remembered<UInt128, Tries> _credentials = Book<UInt128>(clock);

    public void Count(Neighbour address, Fingerprint credential, HttpRequest request)
    {
        var ofCredential = _credentials.With(credential.Number, tries => tries.Add());
        var ofAddress = _addresses.With(address, tries => ofCredential > Most ? tries.Shut() : tries.Add());
        if (ofAddress == 1)
            log.LogWarning(
                "{Address} shows a key or secret that is none of ours, at {Method} {Path}. If it is yours, compare it with the key file",
                request.HttpContext.Connection.RemoteIpAddress,
                request.Method,
                request.Path
            );
        else if (ofAddress == Most)
            log.LogWarning(
                "{Address} showed {Most} wrong keys or secrets within {Minutes} minutes and is not heard for as long, but for those who show a right one",
                request.HttpContext.Connection.RemoteIpAddress,
                Most,
                Window.TotalMinutes
            );
    }

    public bool IsShut(Neighbour address, out TimeSpan rest)
    {
        rest = _addresses.With(address, tries => tries.Rest);
        return rest > TimeSpan.Zero;
    }

    private static Remembered<Neighbour, Tries> Book(TimeProvider clock) => Book<Neighbour>(clock);

    private static Remembered<TKey, Tries> Book<TKey>(TimeProvider clock)
        where TKey : notnull => new(Entries, () => new Tries(clock), tries => tries.IsOver, clock);

    private sealed class Tries(TimeProvider clock)
    {
        private long _since = clock.GetTimestamp();
        private int _number;

        public bool IsOver => clock.GetElapsedTime(_since) >= Window;

        /// <summary>How long it stays shut; nothing when it is not.</summary>
        public TimeSpan Rest => _number >= Most && !IsOver ? Window - clock.GetElapsedTime(_since) : TimeSpan.Zero;

        public int Add()
        {
            if (IsOver)
                (_since, _number) = (clock.GetTimestamp(), 0);
            if (++_number == Most)
                _since = clock.GetTimestamp();
            return _number;
        }

        public int Shut() => _number = Math.Max(Most, Add());
    }
}
