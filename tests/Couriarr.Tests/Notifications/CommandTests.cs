using System.Text.Json;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Jobs;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class CommandTests
{
    [Fact]
    public async Task A_program_gets_the_event_as_JSON_and_nothing_of_our_environment()
    {
        Environment.SetEnvironmentVariable("COURIARR_API_KEY_OF_THIS_TEST", "canary-of-the-environment");
        await using var hook = new Hook("env > \"$1\"; cat >> \"$1\"");
        await using var rig = new ChannelRig();

        await rig.TellAsync(
            "command",
            hook.Options,
            ChannelRig.Notice("$(touch x) `id`; Heat") with
            {
                Facts = new Dictionary<string, string> { ["year"] = "1995" },
            }
        );

        var left = hook.Left();
        var json = JsonDocument.Parse(left[left.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        Assert.Equal("$(touch x) `id`; Heat", json.GetProperty("title").GetString());
        Assert.Equal(("1.0", "n1", "1995"), (Text(json, "version"), Text(json, "id"), Text(json.GetProperty("facts"), "year")));
        Assert.Contains("COURIARR_EVENT=delivered", left, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_read_the_event_need_not()
    {
        await using var hook = new Hook("exec <&-; echo done > \"$1\"");
        await using var rig = new ChannelRig();
        await rig.TellAsync("command", hook.Options, ChannelRig.Notice("Heat", new string('x', 60_000)));
        Assert.Equal("done\n", hook.Left());
    }

    [Fact]
    public async Task Who_fails_is_run_again_and_his_last_words_are_told()
    {
        await using var hook = new Hook("echo 'no such host' >&2; exit 3");
        await using var rig = new ChannelRig();
        var failure = Assert.IsType<TransientException>(await rig.FailureAsync("command", hook.Options));
        Assert.Equal("Command 'den' ended with exit code 3: no such host. It will be run again.", failure.Message);
    }

    [Fact]
    public async Task Who_says_too_much_is_heard_to_the_end_and_not_kept()
    {
        await using var hook = new Hook("yes x | head -c 5000000; echo last >&2; exit 1");
        await using var rig = new ChannelRig();
        var failure = Assert.IsType<TransientException>(await rig.FailureAsync("command", hook.Options));
        Assert.Contains("exit code 1: last.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F01_who_does_not_end_is_ended_with_all_that_he_started()
    {
        await using var hook = new Hook("sleep 300 & echo $! > \"$1\"; wait");
        await using var rig = new ChannelRig();
        var options = hook.Options with { Timeout = TimeSpan.FromSeconds(2) };

        var failure = Assert.IsType<TransientException>(await rig.FailureAsync("command", options));

        Assert.StartsWith("Command 'den' did not end within 2s", failure.Message, StringComparison.Ordinal);
        Assert.False(IsAlive(hook.Left().Trim()), "its child outlived it");
    }

    [Fact]
    public async Task What_is_left_running_ends_with_the_program()
    {
        await using var hook = new Hook("sleep 300 & echo $! > \"$1\"");
        await using var rig = new ChannelRig();
        await rig.TellAsync("command", hook.Options, ChannelRig.Notice("Heat"));
        Assert.False(IsAlive(hook.Left().Trim()), "its child outlived it");
    }

    [Theory]
    [InlineData("/nowhere/hook.sh", "there is no program at /nowhere/hook.sh.")]
    [InlineData("/etc/hostname", "/etc/hostname cannot be run")]
    public async Task A_program_that_cannot_be_run_is_the_members_fault(string path, string said)
    {
        await using var rig = new ChannelRig();
        var failure = Assert.IsType<BlockedException>(await rig.FailureAsync("command", new CommandOptions { Path = path }));
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    // One that is dead and not yet buried has no command line.
    private static bool IsAlive(string id) => File.Exists($"/proc/{id}/cmdline") && File.ReadAllText($"/proc/{id}/cmdline").Length > 0;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
