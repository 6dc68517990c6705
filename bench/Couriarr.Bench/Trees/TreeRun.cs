using System.Diagnostics;
using System.Text.Json;
using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Bench.Trees;

/// <summary>What one comparison of ours took.</summary>
internal sealed record TreeTime(double Took, int Missing, int Differences, double PeakMb);

/// <summary>Compares trees in a process of its own, as often as it is asked to: its memory is its own, and it is warm like a service.</summary>
internal static class TreeRun
{
    public const string Word = "compare-trees";
    public const string Anew = "anew";

    private static readonly MergeOptions Tell = new() { TellInSync = false };

    /// <param name="memory">A folder for what is remembered.</param>
    public static async Task RunAsync(string source, string destination, string memory)
    {
        while (Console.ReadLine() is { } wish)
            Console.WriteLine(JsonSerializer.Serialize(await CompareAsync(source, destination, memory, wish == Anew)));
    }

    private static async Task<TreeTime> CompareAsync(string source, string destination, string memory, bool anew)
    {
        var started = Stopwatch.GetTimestamp();
        var (missing, differences) = (0, 0);
        var (here, there) = (Walk(source, $"{memory}/source", anew), Walk(destination, $"{memory}/destination", anew));
        await foreach (var found in Comparison.MergeAsync(null, here.AsTree(default), there.AsTree(default), Tell, default))
            if (!found.IsFolder)
            {
                differences++;
                missing += found.Standing is Standing.Missing ? 1 : 0;
            }
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (here.Unread.Count + there.Unread.Count > 0)
            throw new InvalidOperationException("Something could not be read.");
        using var self = Process.GetCurrentProcess();
        return new TreeTime(took, missing, differences, self.PeakWorkingSet64 / 1048576.0);
    }

    private static TreeWalk Walk(string root, string memory, bool anew) =>
        new(root, new WalkOptions { Memory = new FolderMemory(memory) { ReadsAnew = anew } }, TimeProvider.System);
}
