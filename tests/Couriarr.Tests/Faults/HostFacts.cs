using System.Text.Json;
using Couriarr.CrashRig;

namespace Couriarr.Tests.Faults;

/// <summary>What every test of a real, dying host asks.</summary>
internal static class HostFacts
{
    public const int Killed = 128 + 9;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<IReadOnlyList<SeenJob>> DemoJobsAsync(this HostProcess host) => host.Client.JobsAsync("&type=demo-job", Ct);

    /// <summary>How the runs of a job ended that did not end it, oldest first.</summary>
    public static async Task<IReadOnlyList<(string Outcome, string? Error)>> AttemptsAsync(this HostProcess host, long id)
    {
        var attempts = (await host.Client.GetAsync($"/jobs/{id}", Ct)).Body.GetProperty("attempts");
        return [.. attempts.EnumerateArray().Select(a => (a.GetProperty("outcome").GetString()!, a.GetProperty("error").GetString()))];
    }

    public static async Task ReleaseAsync(this HostProcess host, long n) =>
        Assert.Equal(200, (await host.Client.PostAsync($"/demo/{n}/release", Ct)).Status);

    /// <summary>The runs that ever began, of all jobs of this plan.</summary>
    public static int Runs(this HostPlan plan) => File.Exists(plan.Effects) ? File.ReadAllLines(plan.Effects).Length : 0;

    public static string[] Reasons(this Answer ready) => ready.Body.GetProperty("reasons").Deserialize<string[]>()!;

    public static Task SaysAsync(this HostProcess host, string words) =>
        Until.TrueAsync(() => Task.FromResult(host.Output.Contains(words, StringComparison.Ordinal)), $"the host says '{words}'", Ct);
}
