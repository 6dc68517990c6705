using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Features.Players;

/// <summary>How long it takes from an import until it can be watched, by kind of player; and who cannot be told.</summary>
internal sealed class PlayerInstruments : IInstruments
{
    private static readonly double[] Seconds = [5, 10, 30, 60, 120, 300, 600, 1200, 3600, 14400];
    private static readonly string[] Kinds = ["plex", "jellyfin", "emby", "kodi"];
    private readonly Histogram<double> _took;
    private readonly Counter<long> _missed;

    private readonly Glance<long> _glance;
    private long _broken;

    public PlayerInstruments(IMeterFactory meters, BrokenPlayers broken, TimeProvider clock)
    {
        _glance = new(async ct => (await broken.AllAsync(ct)).Count, clock);
        var meter = meters.Create("Couriarr.Players");
        _took = meter.CreateHistogram(
            "couriarr_time_to_watchable_seconds",
            "s",
            "From when we were told of an import until the player showed the file.",
            Labels.Known("kind", Kinds),
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
        _missed = meter.CreateCounter<long>(
            "couriarr_player_files_missed_total",
            null,
            "Files that a player did not show in time, or could not be told of.",
            Labels.Known("kind", Kinds)
        );
        meter.CreateObservableGauge("couriarr_players_broken", () => _broken, null, "Players that cannot be told what arrives.");
    }

    public async Task LookAsync(CancellationToken ct) => _broken = await _glance.AskAsync(ct);

    public void Seen(string kind, TimeSpan took) => _took.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    public void Missed(string kind, int files) => _missed.Add(files, new KeyValuePair<string, object?>("kind", kind));
}
