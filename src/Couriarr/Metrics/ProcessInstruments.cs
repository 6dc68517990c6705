using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Metrics;

/// <summary>What the process takes from the machine, under the names that every Prometheus client uses.</summary>
internal sealed class ProcessInstruments : IInstruments
{
    private const string Handles = "/proc/self/fd";

    public ProcessInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Couriarr.Process");
        var started = Started();
        meter.CreateObservableGauge("process_start_time_seconds", () => started, "s", "When the process was started, as Unix time.");
        meter.CreateObservableCounter(
            "process_cpu_seconds_total",
            () => Environment.CpuUsage.TotalTime.TotalSeconds,
            "s",
            "Processor time used."
        );
        meter.CreateObservableGauge(
            "process_resident_memory_bytes",
            () => Environment.WorkingSet,
            "By",
            "Memory that the process really holds."
        );
        meter.CreateObservableGauge(
            "process_virtual_memory_bytes",
            () => Of(p => p.VirtualMemorySize64),
            "By",
            "Memory that the process has reserved."
        );
        meter.CreateObservableGauge("process_threads", () => Of(p => p.Threads.Count), null, "Threads of the process.");
        meter.CreateObservableGauge("process_open_fds", OpenHandles, null, "Open file handles.");
        meter.CreateObservableGauge("process_max_fds", MostHandles, null, "How many file handles may be open.");
    }

    private static double Started()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
    }

    private static long Of(Func<Process, long> value)
    {
        using var process = Process.GetCurrentProcess();
        return value(process);
    }

    // Only Linux tells; elsewhere there is no number.
    private static IEnumerable<Measurement<long>> OpenHandles() =>
        Directory.Exists(Handles) ? [new(Directory.EnumerateFileSystemEntries(Handles).LongCount())] : [];

    private static IEnumerable<Measurement<long>> MostHandles()
    {
        if (!File.Exists("/proc/self/limits"))
            return [];
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > 3 && long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? [new(most)]
            : [];
    }
}
