using System.Diagnostics.Metrics;
using System.Reflection;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Metrics;

/// <summary>Which program this is, and how .NET fares under it.</summary>
internal sealed class RuntimeInstruments : IInstruments
{
    public RuntimeInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Couriarr.Runtime");
        meter.CreateObservableGauge(
            "couriarr_build_info",
            Build,
            null,
            "1, with the version of the program and of .NET.",
            Labels.Named("version", "runtime")
        );
        meter.CreateObservableCounter(
            "dotnet_gc_collections_total",
            () => Enumerable.Range(0, GC.MaxGeneration + 1).Select(Collections),
            null,
            "Garbage collections.",
            Labels.Named("generation")
        );
        meter.CreateObservableCounter(
            "dotnet_gc_pause_seconds_total",
            () => GC.GetTotalPauseDuration().TotalSeconds,
            "s",
            "Time that everything stood still for garbage collections."
        );
        meter.CreateObservableCounter(
            "dotnet_gc_allocated_bytes_total",
            () => GC.GetTotalAllocatedBytes(),
            "By",
            "Memory asked for since the start."
        );
        meter.CreateObservableGauge(
            "dotnet_gc_heap_bytes",
            () => GC.GetTotalMemory(forceFullCollection: false),
            "By",
            "Memory on the heap."
        );
        meter.CreateObservableGauge("dotnet_threadpool_threads", () => ThreadPool.ThreadCount, null, "Threads of the pool.");
        meter.CreateObservableGauge(
            "dotnet_threadpool_waiting",
            () => ThreadPool.PendingWorkItemCount,
            null,
            "Pieces of work that wait for a thread."
        );
    }

    public static string Version { get; } =
        typeof(RuntimeInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static Measurement<long> Build() =>
        new(
            1,
            new KeyValuePair<string, object?>("version", Version),
            new KeyValuePair<string, object?>("runtime", Environment.Version.ToString())
        );

    private static Measurement<long> Collections(int generation) =>
        new(GC.CollectionCount(generation), new KeyValuePair<string, object?>("generation", generation));
}
