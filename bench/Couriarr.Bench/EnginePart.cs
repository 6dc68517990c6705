namespace Couriarr.Bench;

/// <summary>(a) Each job enqueued by a call of its own and durable when that returns; then all of them run.</summary>
internal static class EnginePart
{
    public const int Callers = 512;
    public const int Slots = 512;

    public static async Task<Rates> MeasureAsync(string folder, int jobs)
    {
        await using var bed = await Bed.MakeAsync(folder, Slots);
        var last = bed.Starts.NumberAsync(jobs);
        var started = Moment.Now;
        await Crowd.RunAsync(jobs, Callers, number => bed.Queue.EnqueueAsync(new NoOp(number)));
        var enqueued = Moment.Now;
        await bed.StartAsync();
        await last;
        await bed.EmptyAsync();
        return new Rates(jobs, started, enqueued, Moment.Now);
    }
}

/// <summary>Many callers, each of whom makes its next call when the last one returned.</summary>
internal static class Crowd
{
    public static Task RunAsync(int calls, int callers, Func<int, Task> call)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));

        async Task CallAsync()
        {
            while (Interlocked.Increment(ref next) is var number && number <= calls)
                await call(number);
        }
    }
}
