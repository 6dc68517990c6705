using System.CommandLine;
using System.Text.Json.Nodes;
using Couriarr.Doors;
using Couriarr.Features.Members.Handshakes;

namespace Couriarr.Verbs;

/// <summary>Looks at, adds, switches and tries the members of a family, in the running service.</summary>
/// <param name="family">players or channels.</param>
/// <param name="one">What one of it is called.</param>
internal sealed class MemberVerbs(Choices choices, string family, string one)
{
    private readonly Argument<string> _name = new("name") { Description = $"the {one}, by the name that you gave it" };
    private readonly Option<string> _kind = new("--kind")
    {
        Description = "its kind, like those in docs/configuration.md",
        Required = true,
    };
    private readonly Option<string[]> _set = new("--set")
    {
        Description =
            "an option=value, as often as needed: url=http://…, events=digest once for each, paths./mnt/media=/media, "
            + "and token='${NAME}' for what a variable holds, so that no list of processes shows it",
    };
    private readonly Option<bool> _disabled = new("--disabled") { Description = "add it without using it yet" };

    public Command Command
    {
        get
        {
            var all = new Command(family, $"The {family}: which there are, and how they are.")
            {
                Verb("list", $"All {family}: 0 when each that is in use can be told something, else 1.", ListAsync),
                Verb("add", $"Add a {one}.", AddAsync, _name, _kind, _set, _disabled),
                Verb("enable", $"Use a {one}, from now on.", (p, s, o, ct) => SwitchAsync(p, s, o, "enable", ct), _name),
                Verb(
                    "disable",
                    $"Leave a {one} alone, and forget what waits for it.",
                    (p, s, o, ct) => SwitchAsync(p, s, o, "disable", ct),
                    _name
                ),
                Verb("remove", $"Remove a {one}, and forget what waits for it.", RemoveAsync, _name),
                Verb("test", $"Knock at a {one}: 0 when it is there and lets us in, else 1.", TestAsync, _name),
            };
            all.SetAction((parsed, ct) => RunningCouriarr.AskAsync(choices, parsed, (s, o, stop) => ListAsync(parsed, s, o, stop), ct));
            return all;
        }
    }

    private Command Verb(
        string name,
        string description,
        Func<ParseResult, RunningCouriarr, TextWriter, CancellationToken, Task<int>> action,
        params Symbol[] words
    )
    {
        var verb = new Command(name, description);
        foreach (var word in words)
            if (word is Argument argument)
                verb.Add(argument);
            else
                verb.Add((Option)word);
        verb.SetAction((parsed, ct) => RunningCouriarr.AskAsync(choices, parsed, (s, o, stop) => action(parsed, s, o, stop), ct));
        return verb;
    }

    private async Task<int> ListAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var members = (await service.GetAsync<List<MemberView>>("/members", ct)).Where(member => member.Family == family).ToList();
        foreach (var member in members)
            await output.WriteLineAsync($"{member.Name}: {member.Kind}{How(member)}");
        if (members.Count == 0)
            await output.WriteLineAsync($"There are no {family} yet. Add one: {family} add NAME --kind KIND --set OPTION=VALUE");
        return members.Exists(member => member.Enabled && (member.Trouble ?? member.Broken) is not null) ? CommandLine.NotAllIsWell : 0;
    }

    private static string How(MemberView member) =>
        !member.Enabled ? ", disabled"
        : member.Trouble is { } trouble ? $", cannot be used: {trouble}"
        : member.Broken is { } why ? $", broken: {why}"
        : "";

    private async Task<int> AddAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var (name, kind) = (parsed.GetValue(_name)!, parsed.GetValue(_kind)!);
        var kinds = await service.GetAsync<List<KindView>>("/members/kinds", ct);
        var known = kinds.Find(k => k.Family == family && k.Kind == kind);
        var options = OptionWords.Read(parsed.GetValue(_set) ?? [], known?.Options ?? [], choices.Surroundings.Variables);
        var order = new MemberOrder(name, kind, !parsed.GetValue(_disabled), options, Version: null);
        var added = await service.PostAsync<MemberView>($"/members/{family}", ct, order);
        await output.WriteLineAsync($"{added.Name}: {added.Kind}{(added.Enabled ? "" : ", disabled")}. Try it: {family} test {added.Name}");
        return 0;
    }

    private async Task<int> SwitchAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, string word, CancellationToken ct)
    {
        var member = await service.PostAsync<MemberView>($"{PathOf(parsed)}/{word}", ct);
        await output.WriteLineAsync($"{member.Name} is {word}d.");
        return 0;
    }

    private async Task<int> RemoveAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var member = await service.DeleteAsync<MemberView>(PathOf(parsed), ct);
        await output.WriteLineAsync($"{member.Name} is removed.{Until(member)}");
        return 0;
    }

    /// <summary>What the configuration names is again as that says, sooner or later.</summary>
    public static string Until(MemberView member) =>
        member.Origin == "file" ? " The configuration says otherwise, and wins at the next start: change it there, too." : "";

    private async Task<int> TestAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var greeting = await service.PostAsync<Greeting>($"{PathOf(parsed)}/test", ct);
        await output.WriteLineAsync($"{parsed.GetValue(_name)}: {greeting.Sentence}");
        return greeting.Result is GreetingResult.Ok ? 0 : CommandLine.NotAllIsWell;
    }

    private string PathOf(ParseResult parsed) => $"/members/{family}/{Uri.EscapeDataString(parsed.GetValue(_name)!)}";
}
