using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>Tells people and counters of every file that is carried.</summary>
internal sealed class Diary(TransferInstruments instruments, CouriarrOptions options, ILogger<History> history, ILogger<Diary> log)
{
    public IDisposable Begin(Parcel parcel, Round round)
    {
        var retry = round.Context.Attempt > 1 ? $" (retry {round.Context.Attempt - 1}/{options.Sync.MaxRetries})" : "";
        log.LogInformation("Carrying {Title} by {Route}{Retry}", parcel.Title, round.Route.Name, retry);
        return instruments.UnderWay();
    }

    public void Ended(Parcel parcel, Round round, Fate fate)
    {
        switch (fate)
        {
            case Fate.Delivered { Outcome: Plan.Present }:
                history.LogInformation("{Title} was at the destination already", parcel.Title);
                break;
            case Fate.Delivered delivered:
                Tell(parcel, delivered);
                break;
            case Fate.Waiting waiting:
                log.LogInformation("{Title} waits: {Why}", parcel.Title, waiting.Why);
                break;
            case Fate.Needless needless:
                history.LogInformation("{Title} is not carried: {Why}", parcel.Title, needless.Why);
                break;
            case Fate.Taken:
                log.LogInformation("{Title} is not carried here: {Why}", parcel.Title, Fate.Taken.Why);
                break;
            case Fate.Renamed renamed:
                history.LogInformation("{Title} is carried under the name that upstream gave to it: {Path}", parcel.Title, renamed.To.Path);
                break;
            case Fate.Rehearsed rehearsed:
                history.LogInformation("{Title} waits: {Why}", parcel.Title, rehearsed.Why);
                break;
            case Fate.Failed failed:
                log.LogWarning("{Title} could not be carried: {Error}", parcel.Title, failed.Error.Message);
                break;
        }
        instruments.Ended(round.Route.Name, fate);
    }

    private void Tell(Parcel parcel, Fate.Delivered delivered)
    {
        var speed = delivered.Took > TimeSpan.Zero ? $", {Sizes.Of((long)(delivered.Bytes / delivered.Took.TotalSeconds))}/s" : "";
        history.LogInformation(
            "{Title} was carried ({Outcome}, {Quality}, {Size} in {Seconds:0.#} s{Speed})",
            parcel.Title,
            delivered.Outcome,
            parcel.File.Quality ?? "quality unknown",
            Sizes.Of(delivered.Size),
            delivered.Took.TotalSeconds,
            speed
        );
    }
}
