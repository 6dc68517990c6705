using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Doors;
using Couriarr.Features.Players;

namespace Couriarr.Verbs;

/// <summary>What can be seen of a channel or a player before anything happens.</summary>
internal sealed class ShowingVerbs(Choices choices)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly Argument<string> _name = new("name") { Description = "by the name that you gave it" };
    private readonly Argument<string> _message = new("message")
    {
        Description = "the message, as docs/notifications.md has them",
        DefaultValueFactory = _ => "delivered-movie",
    };
    private readonly Option<string?> _title = new("--title") { Description = "a title to try, instead of the one in force" };
    private readonly Option<string?> _body = new("--body") { Description = "a text to try, instead of the one in force" };
    private readonly Option<bool> _save = new("--save") { Description = "make the proposals paths of the player" };

    /// <summary>Of channels.</summary>
    public Command Preview
    {
        get
        {
            var preview = new Command(
                "preview",
                "Show what a channel would be sent, with made-up values, just as it goes out; nothing is sent."
            )
            {
                _name,
                _message,
                _title,
                _body,
            };
            preview.SetAction(
                (parsed, ct) => RunningCouriarr.AskAsync(choices, parsed, (s, o, stop) => PreviewAsync(parsed, s, o, stop), ct)
            );
            return preview;
        }
    }

    /// <summary>Of players.</summary>
    public Command Discover
    {
        get
        {
            var discover = new Command("discover", "Ask a player for the folders of its libraries, and propose its paths.")
            {
                _name,
                _save,
            };
            discover.SetAction(
                (parsed, ct) => RunningCouriarr.AskAsync(choices, parsed, (s, o, stop) => DiscoverAsync(parsed, s, o, stop), ct)
            );
            return discover;
        }
    }

    private async Task<int> PreviewAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var wish = new PreviewWish(parsed.GetValue(_message), parsed.GetValue(_title), parsed.GetValue(_body), parsed.GetValue(_name));
        var shown = await service.PostAsync<Previewed>("/messages/preview", ct, wish);
        foreach (var message in shown.Sent ?? [])
            await output.WriteLineAsync(message.ToJsonString(Readable));
        return 0;
    }

    private async Task<int> DiscoverAsync(ParseResult parsed, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var found = await service.GetAsync<Finding>($"/players/{Uri.EscapeDataString(parsed.GetValue(_name)!)}/discover", ct);
        foreach (var root in found.Roots)
            await output.WriteLineAsync($"{root.Id} {root.Library} ({root.Type}): {root.Path}");
        foreach (var stranger in found.Strangers)
            await output.WriteLineAsync($"None of them seems to be {stranger}.");
        if (found.Proposals.Count > 0)
            await output.WriteLineAsync($"\n    paths:\n{string.Join('\n', found.Proposals.Select(p => $"      {p.From}: {p.To}"))}");
        if (parsed.GetValue(_save) && found.Proposals.Count > 0)
            await SaveAsync(found, service, output, ct);
        return 0;
    }

    // Beside the entries that are there; for the same folder of ours the new one counts.
    private static async Task SaveAsync(Finding found, RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        var path = $"/members/players/{Uri.EscapeDataString(found.Player)}";
        var member = await service.GetAsync<MemberView>(path, ct);
        if (member.Options["paths"] is not JsonObject paths)
            member.Options["paths"] = paths = [];
        foreach (var proposal in found.Proposals)
            paths[proposal.From] = proposal.To;
        var order = new MemberOrder(Name: null, Kind: null, Enabled: null, member.Options, member.Version);
        var saved = await service.PutAsync<MemberView>(path, order, ct);
        await output.WriteLineAsync($"\n{saved.Name} has these paths from now on.{MemberVerbs.Until(saved)}");
    }
}
