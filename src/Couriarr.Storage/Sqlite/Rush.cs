using System.Diagnostics;

namespace Couriarr.Storage.Sqlite;

/// <summary>Whether new work comes thick and fast: several pieces within a few milliseconds, more than any one caller's next step.</summary>
internal sealed class Rush
{
    private const int Pieces = 4;
    private static readonly TimeSpan Within = TimeSpan.FromMilliseconds(3);
    private readonly long[] came = new long[Pieces];
    private int next;

    /// <summary>The oldest of the last few came a moment ago, and so did the others.</summary>
    public bool IsOn => came[next] != 0 && Stopwatch.GetElapsedTime(came[next]) < Within;

    public void Count()
    {
        came[next] = Stopwatch.GetTimestamp();
        next = (next + 1) % Pieces;
    }
}
