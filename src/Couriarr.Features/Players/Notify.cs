using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Asks one player to take in what it was not told of yet.</summary>
internal interface INotify : IJob
{
    /// <summary>Of the <see cref="Target"/>.</summary>
    string Player { get; }
}

internal static class Notify
{
    public static IJob Of(Target target) =>
        target.Kind switch
        {
            "plex" => new NotifyPlex(target.Key),
            "jellyfin" => new NotifyJellyfin(target.Key),
            "emby" => new NotifyEmby(target.Key),
            _ => new NotifyKodi(target.Key),
        };

    public static string GateOf(string player) => $"player:{player}";

    public static string KeyOf(string player) => $"notify:{player}";

    public static JobKind Kind(string name) =>
        new(name)
        {
            Lane = "players",
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromMinutes(10),
        };
}

internal sealed record NotifyPlex(string Player) : IJob<NotifyPlex>, INotify
{
    public static JobKind Kind { get; } = Notify.Kind("notify-plex");
    string? IJob.Gate => Notify.GateOf(Player);
    string? IJob.UniqueKey => Notify.KeyOf(Player);
}

internal sealed record NotifyJellyfin(string Player) : IJob<NotifyJellyfin>, INotify
{
    public static JobKind Kind { get; } = Notify.Kind("notify-jellyfin");
    string? IJob.Gate => Notify.GateOf(Player);
    string? IJob.UniqueKey => Notify.KeyOf(Player);
}

internal sealed record NotifyEmby(string Player) : IJob<NotifyEmby>, INotify
{
    public static JobKind Kind { get; } = Notify.Kind("notify-emby");
    string? IJob.Gate => Notify.GateOf(Player);
    string? IJob.UniqueKey => Notify.KeyOf(Player);
}

internal sealed record NotifyKodi(string Player) : IJob<NotifyKodi>, INotify
{
    public static JobKind Kind { get; } = Notify.Kind("notify-kodi");
    string? IJob.Gate => Notify.GateOf(Player);
    string? IJob.UniqueKey => Notify.KeyOf(Player);
}

/// <summary>One for all kinds: what differs is behind <see cref="Kinds.IPlayer"/>.</summary>
internal sealed class NotifyHandler<TJob>(Asking asking, Turns turns) : IJobHandler<TJob>
    where TJob : INotify
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(2);

    public async Task<JobResult> RunAsync(TJob job, JobContext context, CancellationToken ct)
    {
        using var turn = turns.Enter(job.Player);
        return turn is null
            ? JobResult.Snooze(SoonAgain, "It is being asked something else right now.")
            : await asking.OfAsync(job.Player, context.Id.Value, ct);
    }
}

/// <summary>One request at a time for each player: a second scan would stop Kodi's first.</summary>
internal sealed class Turns
{
    private readonly HashSet<string> _inside = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null when somebody is inside already.</returns>
    public IDisposable? Enter(string player)
    {
        lock (_inside)
            return _inside.Add(player) ? new Turn(this, player) : null;
    }

    private sealed class Turn(Turns turns, string player) : IDisposable
    {
        public void Dispose()
        {
            lock (turns._inside)
                turns._inside.Remove(player);
        }
    }
}
