using System.CommandLine;
using Couriarr.Doors;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Lists what waits for a person, and decides about it.</summary>
internal sealed class ReviewVerb(Choices choices)
{
    private readonly Argument<string[]> _ids = new("ids")
    {
        Description = "which, as the list shows them, like tvmaze:82",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<bool> _all = new("--all") { Description = "everything that waits" };

    public Command Command
    {
        get
        {
            var review = new Command("review", "List the shows and movies that wait for your word.");
            review.SetAction((parsed, ct) => AskAsync(parsed, (service, output) => ListAsync(service, output, ct), ct));
            review.Add(Deciding("approve", "Have them added, whatever budget and rules say."));
            review.Add(Deciding("reject", "Leave them out."));
            review.Add(Deciding("never", "Leave them out, and have the app's own lists leave them out too."));
            return review;
        }
    }

    private Command Deciding(string decision, string description)
    {
        var command = new Command(decision, description) { _ids, _all };
        command.SetAction((parsed, ct) => AskAsync(parsed, (service, output) => DecideAsync(decision, parsed, service, output, ct), ct));
        return command;
    }

    private static async Task<int> ListAsync(RunningCouriarr service, TextWriter output, CancellationToken ct)
    {
        for (var next = "/review?limit=500"; next is not null; )
        {
            var page = await service.GetAsync<ReviewPage>(next, ct);
            foreach (var one in page.Items)
                await output.WriteLineAsync($"{one.Id, -14} {one.Title}{(one.Year is { } year ? $" ({year})" : "")}: {one.Why}");
            next = page.Next;
            if (next is null)
                await output.WriteLineAsync(page.Credit);
        }
        return 0;
    }

    private async Task<int> DecideAsync(
        string decision,
        ParseResult parsed,
        RunningCouriarr service,
        TextWriter output,
        CancellationToken ct
    )
    {
        var wish = new ReviewWish(decision, parsed.GetValue(_ids) is { Length: > 0 } ids ? ids : null, parsed.GetValue(_all));
        if (wish.All == (wish.Ids is not null))
            throw new StartupException(
                $"Say which: ids as 'couriarr review' lists them, like 'review {decision} tvmaze:82', or --all.",
                StartupException.Configuration
            );
        var answer = await service.PostAsync<ReviewAnswer>("/review", ct, wish);
        await output.WriteLineAsync($"{answer.Decided} decided: {decision}.");
        foreach (var id in answer.Unknown)
            await output.WriteLineAsync($"{id} is in no catalogue.");
        foreach (var id in answer.AlreadyThere)
            await output.WriteLineAsync($"{id} was added already.");
        return answer.Unknown.Count + answer.AlreadyThere.Count == 0 ? 0 : CommandLine.NotAllIsWell;
    }

    private Task<int> AskAsync(ParseResult parsed, Func<RunningCouriarr, TextWriter, Task<int>> ask, CancellationToken ct) =>
        CommandLine.Honestly(
            choices,
            async (settings, _) =>
            {
                using var service = new RunningCouriarr(settings);
                return await ask(service, parsed.InvocationConfiguration.Output);
            }
        )(parsed, ct);
}
