using System.Diagnostics;

namespace Couriarr.Bench;

/// <summary>A moment on the monotonic clock, with the processor time that the program had taken until then.</summary>
internal sealed record Moment(long At, TimeSpan Cpu)
{
    public static Moment Now => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
}

/// <summary>What it took to enqueue and to drain that many jobs. The processor time says more than the rate on a machine that others use too.</summary>
internal sealed record Rates(int Jobs, Moment Started, Moment Enqueued, Moment Drained)
{
    public double Enqueue => Jobs / Between(Started, Enqueued);
    public double Drain => Jobs / Between(Enqueued, Drained);
    public double Total => Jobs / Between(Started, Drained);
    public double EnqueueCpu => (Enqueued.Cpu - Started.Cpu).TotalMicroseconds / Jobs;
    public double DrainCpu => (Drained.Cpu - Enqueued.Cpu).TotalMicroseconds / Jobs;

    private static double Between(Moment a, Moment b) => Stopwatch.GetElapsedTime(a.At, b.At).TotalSeconds;
}
