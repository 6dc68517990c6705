using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Carries one parcel and writes down what became of it. One that fails holds up no other.</summary>
internal sealed class Delivery(Carrier carrier, Renames renames, SyncJobs rows, DayBook days, Alarm alarm, Diary diary)
{
    public async Task OfAsync(Parcel parcel, Round round, CancellationToken ct)
    {
        using var underWay = diary.Begin(parcel, round);
        try
        {
            var fate = await FateOfAsync(parcel, round, ct);
            // What was published was so after this very question. The rest may come from a sleep, in which another node went on.
            if (fate is not Fate.Delivered)
                await round.Context.EnsureHeldAsync(ct);
            await WriteAsync(fate, parcel, round, ct);
        }
        catch (BlockedException e)
        {
            round.Block(parcel, e);
            await round.Context.EnsureHeldAsync(ct);
            await rows.PutBackAsync(parcel, e.Message, ct);
        }
        finally
        {
            round.Ended(parcel);
        }
    }

    // A file's failure is told in its row; only what stops the whole job goes on up.
    private async Task<Fate> FateOfAsync(Parcel parcel, Round round, CancellationToken ct)
    {
        try
        {
            return await carrier.CarryAsync(parcel, round, ct) switch
            {
                Fate.Missing when await renames.OfAsync(parcel, ct) is { } name => new Fate.Renamed(name),
                Fate.Missing => Stability.OfMissing(parcel),
                var fate => fate,
            };
        }
        catch (IOException e) when (Linux.TakesNothing(e.HResult))
        {
            var why = $"The destination of {round.Route.Name} takes nothing more: {e.Message}";
            throw e.HResult == Linux.ReadOnlyFs ? new BlockedException(why, e) : new NoRoomException(why, free: null, e);
        }
        catch (Exception e)
            when (e is not (BlockedException or LeaseLostException or StoreUnavailableException) && !ct.IsCancellationRequested)
        {
            return new Fate.Failed(e);
        }
    }

    private async Task WriteAsync(Fate fate, Parcel parcel, Round round, CancellationToken ct)
    {
        var job = round.Context.Id.Value;
        switch (fate)
        {
            case Fate.Delivered delivered:
                await rows.FinishAsync(parcel, delivered, job, days.Delivered(round.Job.Work, parcel, delivered), ct);
                round.Passed(parcel, delivered);
                break;
            case Fate.Waiting waiting:
                await rows.WaitAsync(parcel, waiting, ct);
                round.WaitFor(parcel, waiting);
                break;
            case Fate.Needless needless:
                await rows.SupersedeAsync(parcel, "gone", needless.Why, ct);
                round.Skip($"{parcel.Title}: {needless.Why}");
                break;
            case Fate.Taken:
                round.Skip($"{parcel.Title}: {Fate.Taken.Why}");
                break;
            case Fate.Renamed renamed:
                await rows.MoveAsync(parcel, job, renamed.To, ct);
                round.MovedTo(renamed.To.Place.Route);
                break;
            case Fate.Rehearsed rehearsed:
                await rows.RehearseAsync(parcel, rehearsed.Why, job, ct);
                round.Rehearse($"{parcel.Title}: {rehearsed.Why}");
                break;
            case Fate.Folder folder:
                var batch = new Batch(job, round.Job.Work) { OnlyMissing = parcel.OnlyMissing };
                await rows.AddAsync(batch, folder.Files.Select(file => Within(parcel, file, round)), ct);
                await rows.SupersedeAsync(parcel, "folder", "It is a folder: its files are carried one by one.", ct);
                break;
            case Fate.Failed failed:
                await FailAsync(failed.Error, parcel, round, ct);
                break;
        }
        diary.Ended(parcel, round, fate);
    }

    private static (ImportedFile, Placement) Within(Parcel parcel, string file, Round round) =>
        (
            new ImportedFile($"{parcel.File.Path.TrimEnd('/')}/{file}", null, null, parcel.File.Quality)
            {
                Episodes = Titles.EpisodesIn(round.Job.Work, file),
            },
            new Placement.Found(round.Route, parcel.Within.Length == 0 ? file : $"{parcel.Within.TrimEnd('/')}/{file}")
        );

    private async Task FailAsync(Exception error, Parcel parcel, Round round, CancellationToken ct)
    {
        if (error is PermanentException || round.Context.IsLastAttempt)
            round.Lose(parcel, error);
        else
            round.TryLater(error);
        await rows.FailAsync(parcel, error.Message, round.Context.Attempt, round.Context.Id.Value, days.Retried(), ct);
        if (error is not PermanentException && parcel.Status != ParcelStatus.Failed && !round.Context.IsLastAttempt)
            await alarm.RaiseAsync(round.Job.Work, parcel.File, error.Message, willRetry: true, ct);
    }
}
