using System.Globalization;
using System.Runtime.InteropServices;

namespace Couriarr.Bench.Written;

/// <summary>What a run was made on: without it no number says anything.</summary>
internal sealed record Machine(string Processor, int Cores, double Memory, string FileSystem, string Kernel, string Runtime)
{
    public static Machine Here(string folder) =>
        new(
            Fact("/proc/cpuinfo", "model name") ?? RuntimeInformation.OSArchitecture.ToString(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            new DriveInfo(folder).DriveFormat,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription
        );

    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Processor}, {Cores} cores, {Memory / 1e9:0} GB; files on {FileSystem}; {Kernel}; {Runtime}"
        );

    private static string? Fact(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : null;
}
