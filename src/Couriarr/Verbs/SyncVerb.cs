using System.CommandLine;
using Couriarr.Doors;

namespace Couriarr.Verbs;

/// <summary>Has the running service carry one path.</summary>
internal sealed class SyncVerb(Choices choices)
{
    private readonly Argument<string> _path = new("path")
    {
        Description = "a file or folder, as the app sees it or as we see the original",
    };
    private readonly Option<string?> _type = new("--type") { Description = "movie or tv; may be left away when the mapping says it" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "only list what would be carried" };

    public Command Command
    {
        get
        {
            var sync = new Command("sync", "Carry a file or a folder now. What is whole at the destination already stays as it is.")
            {
                _path,
                _type,
                _dryRun,
            };
            sync.SetAction((parsed, ct) => CommandLine.Honestly(choices, (settings, stop) => RunAsync(parsed, settings, stop))(parsed, ct));
            return sync;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Settings settings, CancellationToken ct)
    {
        using var service = new RunningCouriarr(settings);
        var wish = new HandWish(parsed.GetValue(_path), parsed.GetValue(_type));
        var isDry = parsed.GetValue(_dryRun);
        var answer = await service.PostAsync<HandAnswer>($"/sync/manual?dry_run={(isDry ? "true" : "false")}", ct, wish);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(
            $"{answer.Source}\n  to {answer.Destination}\n  {answer.Count} {(answer.Count == 1 ? "file" : "files")}, {StatsDoor.Human(answer.Bytes)}"
        );
        if (answer.JobId is { } job)
            await output.WriteLineAsync($"Job {job} sees to it.");
        else
            foreach (var file in answer.Files)
                await output.WriteLineAsync($"  {file.Outcome, -8} {file.Path} ({StatsDoor.Human(file.Size)})");
        return 0;
    }
}
