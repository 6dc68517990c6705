using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>
/// Adds one thing to an app and says what became of it. When the answer got lost, the app is asked whether it has it before anything
/// is repeated.
/// </summary>
internal sealed class Assistant(
    CouriarrOptions options,
    AdditionTable additions,
    Room room,
    AddingCounts results,
    IFailPoints failPoints,
    TimeProvider clock
)
{
    /// <param name="wasAsked">The app was asked before, and it is not known what came of it.</param>
    /// <returns>Null when the app lacks a folder or profile that it had a moment ago.</returns>
    public async Task<Settled?> AddAsync(Errand errand, ArrAdding app, bool wasAsked, CancellationToken ct)
    {
        if (wasAsked && await app.FindAsync(errand.Number, ct) is { } there)
            return Of(ShowStatus.Added, errand, there.Id);
        var found = await CountedAsync(errand, "lookup", app.LookUpAsync(errand.Number, ct));
        if (found is null)
            return Unknown(errand);
        if (found.Id is { } id)
            return Of(wasAsked ? ShowStatus.Added : ShowStatus.Exists, errand, id);
        if (found.TvMaze is { } other && errand.Wishes.Source == "tvmaze" && other != errand.Wish.Id && !errand.Wish.ByUser)
            return new Settled(
                ShowStatus.Review,
                $"Its TVDB id {errand.Number} leads to '{found.Title}', which is another show at TVmaze. Approve it if it is the right one."
            );
        var bytes = Room.Estimate(found, errand.Wish, errand.Recipe);
        if (!errand.Wish.ByUser && await room.ObjectionAsync(errand.Target, errand.Recipe, bytes, ct) is { } objection)
            return new Settled(ShowStatus.Review, objection);
        await additions.AskAsync(errand.Wishes.Source, errand.Wish.Id, errand.Recipe.RootFolder, bytes, ct);
        return await AskAsync(errand, app, found.Title, ct);
    }

    private async Task<Settled?> AskAsync(Errand errand, ArrAdding app, string title, CancellationToken ct)
    {
        try
        {
            var answer = await app.AddAsync(errand.Recipe.Body(errand.Target.App, errand.Number, title), ct);
            failPoints.Reach("discover.after_sonarr_add");
            results.Count(errand.Target, errand.Target.App is Arr.ArrApp.Radarr ? "movie" : "series", StatusOf(answer));
            return answer switch
            {
                ArrAddAnswer.Added added => Of(ShowStatus.Added, errand, added.Id),
                ArrAddAnswer.Refused refused => await RefusedAsync(errand, app, refused, ct),
                _ => throw new InvalidOperationException(),
            };
        }
        catch (Exception e) when (e is BlockedException or TransientException)
        {
            results.Count(errand.Target, errand.Target.App is Arr.ArrApp.Radarr ? "movie" : "series", 0);
            // It may have been added all the same. When that cannot be found out either, the next try asks first.
            if (await app.FindAsync(errand.Number, ct) is { } there)
                return Of(ShowStatus.Added, errand, there.Id);
            throw;
        }
        catch (PermanentException e)
        {
            return new Settled(ShowStatus.Failed, Note: null) { Error = e.Message, Instance = errand.Target.Instance };
        }
    }

    /// <summary>Whatever it is refused for: the one sure sign that it is there already is that it is there.</summary>
    private async Task<Settled?> RefusedAsync(Errand errand, ArrAdding app, ArrAddAnswer.Refused refused, CancellationToken ct)
    {
        if (refused.LacksPlace)
            return null;
        if (refused.IsUnknown)
            return Unknown(errand);
        if (await app.FindAsync(errand.Number, ct) is { } there)
            return Of(ShowStatus.Exists, errand, there.Id);
        return new Settled(ShowStatus.Failed, Note: null) { Error = refused.Words, Instance = errand.Target.Instance };
    }

    private Settled Unknown(Errand errand) =>
        errand.Wishes.Source == "tvmaze"
            ? new Settled(ShowStatus.PendingTvdb, $"{errand.Target.Name} finds no series under the TVDB id {errand.Number}.")
            {
                RetryAfter = clock.GetUtcNow() + options.Sync.RetryDelay,
            }
            : new Settled(ShowStatus.Failed, Note: null)
            {
                Error = $"{errand.Target.Name} finds no movie under the TMDB id {errand.Number}.",
            };

    private async Task<T> CountedAsync<T>(Errand errand, string endpoint, Task<T> asked)
    {
        var status = 0;
        try
        {
            var answer = await asked;
            status = 200;
            return answer;
        }
        finally
        {
            results.Count(errand.Target, endpoint, status);
        }
    }

    private static int StatusOf(ArrAddAnswer answer) => answer is ArrAddAnswer.Refused refused ? refused.Status : 201;

    private static Settled Of(ShowStatus status, Errand errand, long id) =>
        new(status, Note: null) { SeriesId = id, Instance = errand.Target.Instance };
}
