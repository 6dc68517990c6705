using System.Runtime.CompilerServices;

namespace Couriarr.Features.Discovery.Tvmaze;

/// <summary>Asks for several things while the first of them is on its way, and gives the answers in their order.</summary>
internal static class Ahead
{
    private const int Most = 4;

    public static async IAsyncEnumerable<(TItem Item, TAnswer Answer)> AskAsync<TItem, TAnswer>(
        IEnumerable<TItem> items,
        Func<TItem, CancellationToken, Task<TAnswer>> ask,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var coming = new Queue<(TItem Item, Task<TAnswer> Answer)>();
        try
        {
            foreach (var item in items)
            {
                coming.Enqueue((item, ask(item, stop.Token)));
                if (coming.Count == Most)
                    yield return await NextAsync(coming);
            }
            while (coming.Count > 0)
                yield return await NextAsync(coming);
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var (_, answer) in coming)
                await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<(TItem, TAnswer)> NextAsync<TItem, TAnswer>(Queue<(TItem Item, Task<TAnswer> Answer)> coming)
    {
        var (item, answer) = coming.Dequeue();
        return (item, await answer);
    }
}
