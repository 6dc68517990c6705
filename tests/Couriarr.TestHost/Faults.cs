using System.Collections.Frozen;
using System.Globalization;
using Couriarr.Jobs;

namespace Couriarr.TestHost;

/// <summary>Faults as the environment orders them: <c>point[:nth][:kill|throw|delay=ms]</c>, several with semicolons between them.</summary>
internal sealed class Faults(IEnumerable<Faults.Fault> faults) : IFailPoints
{
    private readonly FrozenDictionary<string, Fault> _faults = faults.ToFrozenDictionary(f => f.Point, StringComparer.Ordinal);

    public static Faults Parse(string? orders) =>
        new((orders ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Fault.Parse));

    public void Reach(string point) => _faults.GetValueOrDefault(point)?.Reach();

    /// <summary>Strikes once, at the nth time its point is reached.</summary>
    internal sealed class Fault(string point, int nth, string deed)
    {
        private const string Delay = "delay=";
        private int _reached;

        public string Point => point;

        public static Fault Parse(string order)
        {
            var parts = order.Split(':');
            var nth = parts
                .Skip(1)
                .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
                .DefaultIfEmpty()
                .Max();
            var deed = parts.Skip(1).FirstOrDefault(part => !int.TryParse(part, CultureInfo.InvariantCulture, out _)) ?? "kill";
            return deed is "kill" or "throw" || deed.StartsWith(Delay, StringComparison.Ordinal)
                ? new Fault(parts[0], Math.Max(nth, 1), deed)
                : throw new FormatException($"The fault '{order}' is none: it goes point[:nth][:kill|throw|delay=ms].");
        }

        public void Reach()
        {
            if (Interlocked.Increment(ref _reached) != nth)
                return;
            Console.Error.WriteLine($"The fault at {point} strikes.");
            if (deed == "kill")
                Death.Now();
            if (deed == "throw")
                throw new InvalidOperationException($"A fault was ordered at {point}.");
            new ManualResetEventSlim().Wait(int.Parse(deed.AsSpan(Delay.Length), CultureInfo.InvariantCulture));
        }
    }
}
