using Couriarr.Features.Places;
using Couriarr.Features.Transfers.Remote;
using Couriarr.Jobs.Sharing;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers.Rsync;

/// <summary>
/// Ends what a run of this program that was killed left behind: its rsync goes on without it. They are known by a variable in their
/// environment, so nothing has to be written down before one is started, and none of somebody else's is taken for ours.
/// </summary>
internal sealed class Leftovers(Database database, Stages stages, Nodes nodes, TimeProvider clock, ILogger<Leftovers> log)
    : IHostedLifecycleService
{
    private const string Variable = "COURIARR_TRANSFER";
    private static readonly TimeSpan DeathTakes = TimeSpan.FromSeconds(3);
    private readonly string _run = Guid.NewGuid().ToString("N");
    private string _home = "";

    /// <summary>To be given to the child that writes this file.</summary>
    public KeyValuePair<string, string> MarkFor(string temp) => new(Variable, $"{_home} {_run} {temp}");

    /// <summary>Before any job is taken up again: no two may write one file.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Nodes on one machine see each other's children.
        _home = await HomeAsync(cancellationToken) + nodes.Home;
        foreach (var (id, _) in Left())
        {
            log.LogWarning("An rsync of an earlier run was still at work (process {Process}); it is ended", id);
            Linux.KillOne(id);
        }
        var started = clock.GetTimestamp();
        while (Left().Any() && clock.GetElapsedTime(started) < DeathTakes)
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken);
        stages.Clear();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// A process that hangs in the kernel dies only when it wakes, and may write until then: what it began is not gone on with. What another
    /// node began may be written by a child of it even when the node itself is frozen.
    /// </summary>
    public bool MayBeWritten(string temp, string? by) =>
        by != nodes.Home || Ours().Any(p => p.Value.EndsWith($" {temp}", StringComparison.Ordinal));

    private IEnumerable<(int Id, string Value)> Ours() =>
        Family.With(Variable).Where(p => p.Value.StartsWith($"{_home} ", StringComparison.Ordinal));

    private IEnumerable<(int Id, string Value)> Left() =>
        Ours().Where(p => !p.Value.StartsWith($"{_home} {_run} ", StringComparison.Ordinal));

    private Task<string> HomeAsync(CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "INSERT INTO sync_home (id) SELECT @p1 WHERE NOT EXISTS (SELECT 1 FROM sync_home)",
                    Guid.NewGuid().ToString("N")
                );
                return (await session.FirstAsync("SELECT id FROM sync_home", row => row.GetString(0)))!;
            },
            WriteKind.Upkeep,
            ct
        );
}
