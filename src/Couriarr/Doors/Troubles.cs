using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>What is not as it should be, a sentence each: for /health, and for the page that people leave open.</summary>
internal sealed class Troubles(Loops loops, IPlaceHealth places, IJobReader jobs, BrokenMembers broken, UnservedLanes unserved)
{
    // Whoever watches over the program asks often and waits briefly.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="isKnown">Reasons name files and addresses, which is not for everybody.</param>
    public async Task<IReadOnlyList<string>> AllAsync(bool isKnown, CancellationToken ct)
    {
        var away = places.Issues;
        return
        [
            .. loops.Fallen.Select(loop => Sentence(loop, isKnown)),
            .. away,
            .. await OrNothing(jobs.GatesAsync(ct), gates => ClosedGates.Sentences(gates, away, isKnown)),
            .. await OrNothing(unserved.AllAsync(ct), lanes => lanes.Select(Unserved)),
            .. await OrNothing(broken.AllAsync(ct), all => all.Select(one => one.Sentence(isKnown))),
        ];
    }

    public static string Sentence(FallenLoop loop, bool isKnown) =>
        $"The loop '{loop.Name}' fell {loop.Falls} times and is started again{(isKnown ? $": {loop.Error}" : ".")}";

    public static string Unserved(string lane) => $"Jobs wait in the lane '{lane}', and no live node opens it: see node.lanes.";

    // What the database does not say now is not said.
    private static async Task<IEnumerable<string>> OrNothing<T>(Task<T> asked, Func<T, IEnumerable<string>> sentences)
    {
        try
        {
            return sentences(await asked.WaitAsync(Patience));
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return [];
        }
    }
}
