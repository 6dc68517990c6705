using System.Diagnostics;
using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>Somebody else has what the host needs.</summary>
[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class LockedOutTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task B05_While_another_program_locks_the_database_new_work_is_refused_in_time_and_health_answers_at_once()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It needs sqlite3.");
        await using var host = await HostProcess.StartAsync(_scratch.Plan(), Ct);
        using (new SqliteIntruder(host.Plan.Database))
        {
            var asked = Stopwatch.GetTimestamp();
            var posts = Enumerable.Range(1, 20).Select(n => host.Client.PostAsync(new DemoOrder(n), Ct)).ToArray();
            var slowest = TimeSpan.Zero;
            while (!Task.WhenAll(posts).IsCompleted)
            {
                var began = Stopwatch.GetTimestamp();
                Assert.Equal(200, (await host.Client.GetAsync("/health", Ct)).Status);
                slowest = Stopwatch.GetElapsedTime(began) > slowest ? Stopwatch.GetElapsedTime(began) : slowest;
                await Task.WhenAny(Task.WhenAll(posts), Task.Delay(50, Ct));
            }

            var answers = await Task.WhenAll(posts);
            Assert.All(answers, answer => Assert.Equal(503, answer.Status));
            Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalSeconds, 3, 9);
            Assert.InRange(slowest.TotalSeconds, 0, 1);
            Assert.Contains("locked", answers[0].Error, StringComparison.Ordinal);
        }

        var id = await host.Client.EnqueueAsync(new DemoOrder(100), Ct);
        await host.Client.JobAsync(id, "succeeded", Ct);
        Assert.Single(await host.DemoJobsAsync());
    }

    [Fact]
    public async Task B06_A_second_one_on_the_same_folder_names_the_first_and_leaves()
    {
        await using var first = await HostProcess.StartAsync(_scratch.Plan(), Ct);

        await using var second = HostProcess.Launch(_scratch.Plan());

        Assert.NotEqual(0, await second.ExitAsync(Ct));
        Assert.Contains(
            $"already running here (pid {first.Id} on host {Environment.MachineName})",
            second.Output,
            StringComparison.Ordinal
        );
        await first.Client.JobAsync(await first.Client.EnqueueAsync(new DemoOrder(1), Ct), "succeeded", Ct);
    }

    /// <summary>The sqlite3 program, in the middle of an exclusive transaction until it is disposed.</summary>
    private sealed class SqliteIntruder : IDisposable
    {
        private readonly Process _sqlite;

        public SqliteIntruder(string database)
        {
            _sqlite = Process.Start(
                new ProcessStartInfo("sqlite3", [database])
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!;
            _sqlite.StandardInput.WriteLine(".timeout 10000\nBEGIN EXCLUSIVE;\nSELECT 'locked';");
            Assert.Equal("locked", _sqlite.StandardOutput.ReadLine());
        }

        public void Dispose()
        {
            _sqlite.Kill();
            _sqlite.WaitForExit();
            _sqlite.Dispose();
        }
    }
}
