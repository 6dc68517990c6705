using System.CommandLine;
using Couriarr.Features.Discovery;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.MovingIn;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Takes over what the older services leave: their databases into ours, their .env and config.yaml into one config.yaml.</summary>
internal sealed class MoveInVerb(Choices choices)
{
    private readonly Argument<string[]> _files = new("files")
    {
        Description = "sync_jobs.db, shows.db, an .env file, a config.yaml, or a folder that holds them",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "only say what would be taken over" };

    public Command Command
    {
        get
        {
            var command = new Command(
                "import",
                "Take over the databases and the configuration of the older services. Stop the service first."
            )
            {
                _files,
                _dryRun,
            };
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (error, isDry) = (parsed.InvocationConfiguration.Error, parsed.GetValue(_dryRun));
        var files = parsed.GetValue(_files)!.SelectMany(FilesAt).ToList();
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } absent)
            return await RefuseAsync(error, $"{absent}: there is no such file.");
        if (files.Count == 0)
            return await RefuseAsync(error, $"There is none of these in it: {string.Join(", ", EarlierFile.Known)}.");
        var texts = files.Where(EarlierFile.IsConfiguration).ToList();
        var code = texts.Count == 0 ? 0 : await ConfigureAsync(texts, isDry, parsed, ct);
        var databases = files.Except(texts).Where(file => !EarlierFile.IsForgotten(file)).ToList();
        return code != 0 || databases.Count == 0
            ? code
            : await CommandLine.Honestly(choices, (settings, stop) => TakeAsync(settings, databases, isDry, parsed, stop))(parsed, ct);
    }

    private IEnumerable<string> FilesAt(string said)
    {
        var path = Path.Combine(choices.Surroundings.Folder, said);
        return Directory.Exists(path) ? EarlierFile.Known.Select(name => Path.Combine(path, name)).Where(File.Exists) : [path];
    }

    // First, so that the databases are read with the mappings that it brings. What is in force is never written over.
    private async Task<int> ConfigureAsync(List<string> files, bool isDry, ParseResult parsed, CancellationToken ct)
    {
        var target = Path.Combine(choices.Surroundings.Folder, "config.yaml");
        var isTaken = File.Exists(target) || files.Contains(target);
        string[] line = isDry || isTaken ? [.. files] : [.. files, "--output", target, "--secrets"];
        var code = await new ImportVerb(choices.Surroundings).Command.Parse(line).InvokeAsync(parsed.InvocationConfiguration, ct);
        if (code == 0)
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                isDry ? "That would be the configuration."
                : isTaken
                    ? $"{target} is there already and stays as it is; above is what the older services say. Take from it what you miss."
                : $"{target} is written. Look through it: ./run config check"
            );
        return code;
    }

    private static async Task<int> TakeAsync(Settings settings, List<string> files, bool isDry, ParseResult parsed, CancellationToken ct)
    {
        using var logs = LoggerFactory.Create(_ => { });
        await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, logs, ct);
        var (map, clock) = (new PathMap(settings.Options), TimeProvider.System);
        foreach (var file in files)
        {
            var taken = await MoveIn.TakeAsync(store.Database, map, file, clock, isDry, ct);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{file}: {Words(taken)}");
        }
        if (isDry)
            await parsed.InvocationConfiguration.Output.WriteLineAsync("Nothing was written: this was a rehearsal.");
        return 0;
    }

    private static string Words(TakenOver taken) => taken.Transfers is { } transfers ? Words(transfers) : Words(taken.Shows!);

    private static string Words(TakenTransfers taken) =>
        $"{taken.Carried} files that were carried, {taken.GivenUp} that were given up, {taken.Waited} that waited, {taken.Days} days of statistics; {taken.Known} known before."
        + (taken.Waited > 0 ? " Whether what waited is missing: ./run reconcile" : "");

    private static string Words(TakenShows taken) =>
        $"{taken.Shows} shows, of them {taken.InSonarr} in Sonarr, {taken.Skipped} skipped by hand, {taken.Failed} refused by Sonarr; {taken.Known} known before. The catalogue is read anew at the next start; what was decided stays.";

    private static async Task<int> RefuseAsync(TextWriter error, string sentence)
    {
        await error.WriteLineAsync(sentence);
        return StartupException.Configuration;
    }
}
