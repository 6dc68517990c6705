using System.CommandLine;
using Couriarr.Doors;

namespace Couriarr.Verbs;

/// <summary>Has the running service tell people something now.</summary>
internal sealed class NotifyVerbs(Choices choices)
{
    private readonly Argument<string?> _channel = new("channel")
    {
        Description = "the channel; all that are in use when left away",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<int> _wait = new("--wait")
    {
        Description = "how many seconds to wait until it is taken",
        DefaultValueFactory = _ => 30,
    };
    private readonly Option<string?> _day = new("--day") { Description = "the day, like 2026-02-28; yesterday when left away" };

    public IEnumerable<Command> All
    {
        get
        {
            var test = new Command("test", "Send a test message, and say whether it was taken: 0 when all channels took it, else 1.")
            {
                _channel,
                _wait,
            };
            test.SetAction(TestAsync);
            var send = new Command("send", "Send the daily summary, also when it was sent already.") { _day };
            send.SetAction(
                (parsed, ct) =>
                    AskAsync(
                        parsed,
                        parsed.GetValue(_day) is { } day ? $"/summary/send?day={Uri.EscapeDataString(day)}" : "/summary/send",
                        ct
                    )
            );
            return
            [
                new Command("notify", "What people are told, and by which channels.") { test },
                new Command("digest", "The daily summary.") { send },
            ];
        }
    }

    private Task<int> TestAsync(ParseResult parsed, CancellationToken ct) =>
        CommandLine.Honestly(
            choices,
            async (settings, stop) =>
            {
                using var service = new RunningCouriarr(settings);
                var output = parsed.InvocationConfiguration.Output;
                var outcome = new TestOutcome(service, output, TimeSpan.FromSeconds(parsed.GetValue(_wait)));
                var newest = await outcome.NewestAsync(stop);
                var path = parsed.GetValue(_channel) is { } name ? $"/test?channel={Uri.EscapeDataString(name)}" : "/test";
                var asked = await service.PostAsync<Asked>(path, stop);
                await output.WriteLineAsync($"Job {asked.JobId} sends it to {string.Join(", ", asked.Channels)}.");
                return await outcome.SayAsync(asked.Channels, newest, stop) ? 0 : CommandLine.NotAllIsWell;
            }
        )(parsed, ct);

    private Task<int> AskAsync(ParseResult parsed, string path, CancellationToken ct) =>
        CommandLine.Honestly(
            choices,
            async (settings, stop) =>
            {
                using var service = new RunningCouriarr(settings);
                var asked = await service.PostAsync<Asked>(path, stop);
                var output = parsed.InvocationConfiguration.Output;
                await output.WriteLineAsync($"Job {asked.JobId} sends it to {string.Join(", ", asked.Channels)}.");
                return 0;
            }
        )(parsed, ct);
}
