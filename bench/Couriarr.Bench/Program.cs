using Couriarr.Bench;
using Couriarr.Bench.Copies;
using Couriarr.Bench.Queues;
using Couriarr.Bench.Trees;
using Couriarr.Bench.Webhooks;
using Couriarr.Bench.Written;

if (args is [AnswersOnly.Word, var port])
{
    await AnswersOnly.RunAsync(port);
    return 0;
}
if (args is [TreeRun.Word, var source, var destination, var memory])
{
    await TreeRun.RunAsync(source, destination, memory);
    return 0;
}
if (args is [QueueNode.Word, var folder, var database, var queue])
{
    await QueueNode.RunAsync(folder, database, queue);
    return 0;
}
if (args is [CopyRun.Word, var from, var to])
{
    await new CopyRun(from, to).RunAsync();
    return 0;
}
if (Wishes.Read(args) is not { } wishes)
{
    Console.WriteLine(Wishes.Usage);
    return args.Contains("--help") ? 0 : 64;
}
using var ground = new Ground(wishes.Folder);
var report = new Report();
await new Measuring(wishes, ground, report).RunAsync();
report.Print();
if (wishes.Page is { } page)
    await File.WriteAllTextAsync(page, new PerformancePage(report, wishes, Machine.Here(ground.Root)).Text());
return report.AllMet ? 0 : 1;
