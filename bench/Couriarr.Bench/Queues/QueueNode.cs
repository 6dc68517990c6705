using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Postgres;

namespace Couriarr.Bench.Queues;

/// <summary>One process of ours with four workers, told on its input to begin. It says when it is ready, and when the queue is empty.</summary>
internal static class QueueNode
{
    public const string Word = "queue-node";
    public const string Ready = "ready";
    public const string Done = "done";
    public const int Workers = 4;

    public static async Task RunAsync(string folder, string database, string queue)
    {
        await using var bed = await Bed.MakeAsync(Options(folder, database, queue), Workers);
        Console.WriteLine(Ready);
        Console.ReadLine();
        await bed.StartAsync();
        await bed.EmptyAsync(TimeSpan.FromMilliseconds(50));
        Console.WriteLine(Done);
    }

    /// <param name="database">Empty for a file in the folder.</param>
    /// <param name="queue">Empty for the database.</param>
    public static StorageOptions Options(string folder, string database, string queue) =>
        new(folder) { Postgres = database.Length > 0 ? PostgresAddress.Parse(database) : null, Queue = queue.Length > 0 ? queue : null };
}
