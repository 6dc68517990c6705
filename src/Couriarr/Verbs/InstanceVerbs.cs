using System.CommandLine;
using Couriarr.Doors;
using Couriarr.Features.Instances;

namespace Couriarr.Verbs;

/// <summary>What is asked of the running service about Radarr, Sonarr and the like.</summary>
internal sealed class InstanceVerbs(Choices choices)
{
    private readonly Argument<string?> _name = new("name")
    {
        Description = "the instance; all of them when left away",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _url = new("--url")
    {
        Description = "the address under which the app sees Couriarr, like http://couriarr:8475",
    };
    private readonly Option<string?> _path = new("--path") { Description = "a file as the app sees it; its newest import when left away" };
    private readonly Option<string?> _since = new("--since")
    {
        Description = "how far back, like 48h; from where the last look ended when left away",
    };
    private readonly Option<string?> _instance = new("--instance") { Description = "only this one" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "only list what was missed" };

    public IEnumerable<Command> All
    {
        get
        {
            var register = new Command("register", "Have Radarr and Sonarr tell us what they do: make or repair our webhook in them.")
            {
                _name,
                _url,
            };
            register.SetAction((parsed, ct) => AskAsync(parsed, (service, output) => RegisterAsync(parsed, service, output, ct), ct));
            var instances = new Command("instances", "How Radarr, Sonarr and the like are.") { register };
            instances.SetAction((parsed, ct) => AskAsync(parsed, (service, output) => ListAsync(service, output, ct), ct));
            var doctor = new Command("doctor", "Prove the way of a file from the app to its destination, and name what is broken.")
            {
                _name,
                _path,
            };
            doctor.SetAction((parsed, ct) => AskAsync(parsed, (service, output) => ExamineAsync(parsed, service, output, ct), ct));
            var catchUp = new Command("catchup", "Look in the histories for imports that nobody told us of.")
            {
                _since,
                _instance,
                _dryRun,
            };
            catchUp.SetAction((parsed, ct) => AskAsync(parsed, (service, output) => CatchUpAsync(parsed, service, output, ct), ct));
            return [instances, doctor, catchUp];
        }
    }

    private Task<int> AskAsync(ParseResult parsed, Func<RunningCouriarr, TextWriter, Task<int>> ask, CancellationToken ct) =>
        RunningCouriarr.AskAsync(choices, parsed, (service, output, _) => ask(service, output), ct);

    private static async Task<int> ListAsync(RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var all = await service.GetAsync<List<InstanceView>>("/instances", ct);
        foreach (var one in all)
            await output.WriteLineAsync(one.Answers ? $"{one.Name}: {one.Kind} {one.Version} at {one.Url}" : $"{one.Name}: {one.Trouble}");
        return all.TrueForAll(one => one.Answers || !one.Enabled) ? 0 : 1;
    }

    private async Task<int> RegisterAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var url = parsed.GetValue(_url) is { } said ? $"?url={Uri.EscapeDataString(said)}" : "";
        if (await NamesAsync(parsed, service, ct) is not [_, ..] names)
            return await SayNoneAsync(output);
        foreach (var name in names)
        {
            var done = await service.PostAsync<Registered>($"/instances/{Uri.EscapeDataString(name)}/register{url}", ct);
            await output.WriteLineAsync(
                done.Outcome switch
                {
                    RegistrationOutcome.Created => $"{name} tells us from now on what it does, at {done.Url}.",
                    RegistrationOutcome.Repaired => $"{name}: repaired {string.Join(", ", done.Changes)}. It reaches us at {done.Url}.",
                    _ => $"{name}: all is right. It reaches us at {done.Url}.",
                }
            );
        }
        return 0;
    }

    private async Task<int> ExamineAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var path = parsed.GetValue(_path) is { } said ? $"?path={Uri.EscapeDataString(said)}" : "";
        if (await NamesAsync(parsed, service, ct) is not [_, ..] names)
            return await SayNoneAsync(output);
        var isWhole = true;
        foreach (var name in names)
        {
            var found = await service.PostAsync<DiagnosisView>($"/instances/{Uri.EscapeDataString(name)}/doctor{path}", ct);
            await output.WriteLineAsync($"{name}{(found.Path is { } file ? $", tried with {file}" : "")}");
            foreach (var hop in found.Hops)
                await output.WriteLineAsync($"  {Mark(hop.State)} {hop.Name, -12} {hop.Sentence}");
            if (found.Proposal is { } proposal)
                await output.WriteLineAsync($"\nThis would mend it, in config.yaml:\n\n{proposal}\n");
            isWhole &= found.Whole;
        }
        return isWhole ? 0 : 1;
    }

    private async Task<int> CatchUpAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var said = new Dictionary<string, string?> { ["since"] = parsed.GetValue(_since), ["instance"] = parsed.GetValue(_instance) };
        var query = string.Concat(said.Where(s => s.Value is not null).Select(s => $"&{s.Key}={Uri.EscapeDataString(s.Value!)}"));
        var isDry = parsed.GetValue(_dryRun);
        var answer = await service.PostAsync<CatchUpAnswer>($"/catchup?dry_run={(isDry ? "true" : "false")}{query}", ct);
        foreach (var one in answer.Instances)
        {
            await output.WriteLineAsync(
                one.JobId is { } job
                    ? $"{one.Instance}: job {job} looks for what was missed."
                    : $"{one.Instance}: {one.Missed!.Count} of {one.Imports} imports since {one.Since:yyyy-MM-dd HH:mm} UTC were missed."
            );
            foreach (var file in one.Missed ?? [])
                await output.WriteLineAsync($"  {file.ImportedAt:yyyy-MM-dd HH:mm} {file.Path}");
        }
        return 0;
    }

    private async Task<IReadOnlyList<string>> NamesAsync(ParseResult parsed, RunningCouriarr service, CancellationToken ct) =>
        parsed.GetValue(_name) is { } name
            ? [name]
            : [.. (await service.GetAsync<List<InstanceView>>("/instances", ct)).Where(one => one.Enabled).Select(one => one.Name)];

    private static async Task<int> SayNoneAsync(TextWriter output)
    {
        await output.WriteLineAsync(
            "There is no app yet, or none is enabled. Add one on the page Apps, or under 'instances' in config.yaml."
        );
        return 1;
    }

    private static string Mark(HopState state) =>
        state switch
        {
            HopState.Ok => "ok    ",
            HopState.Broken => "BROKEN",
            _ => "?     ",
        };
}
