namespace Couriarr.CrashRig;

/// <summary>Clients that keep posting, whether the host is there or not. Every order has a number of its own and is posted once.</summary>
internal sealed class Traffic(int port, Ledger ledger, int seed)
{
    private const int Clients = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan PauseWhenDown = TimeSpan.FromMilliseconds(200);
    private long _last;

    /// <summary>Ends when it is told to, with every answer in the ledger.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(client => PostAsync(client, new Random(HashCode.Combine(seed, client)), stop)));

    private async Task PostAsync(int client, Random chance, CancellationToken stop)
    {
        using var http = new DemoClient(port);
        while (!stop.IsCancellationRequested)
        {
            var isUp = await ledger.PostAsync(http, Order(client, chance), CancellationToken.None);
            await Task.Delay((isUp ? LongestPause : PauseWhenDown) * chance.NextDouble(), CancellationToken.None);
        }
    }

    private DemoOrder Order(int client, Random chance)
    {
        var n = Interlocked.Increment(ref _last);
        return chance.Next(100) switch
        {
            < 50 => new DemoOrder(n) { Milliseconds = chance.Next(20) },
            < 65 => new DemoOrder(n) { Children = chance.Next(1, 6) },
            < 75 => new DemoOrder(n, "fail") { Failures = chance.Next(1, 4) },
            < 80 => new DemoOrder(n, "fail") { Failures = 9 },
            // A key per client: orders under one key come one after the other, so the newest is known.
            < 95 => new DemoOrder(n) { Key = $"client-{client}", Milliseconds = chance.Next(30) },
            _ => new DemoOrder(n) { Milliseconds = 200 },
        };
    }
}
