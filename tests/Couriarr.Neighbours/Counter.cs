using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>Takes what is to be added, or says against it what the app would say, in the app's order.</summary>
internal sealed class Counter(FakeArr arr)
{
    private string App => arr.Flavour.HasEpisodes ? "Series" : "Movie";
    private string IdName => arr.Flavour.HasEpisodes ? "TvdbId" : "TmdbId";

    public IResult Take(JsonObject sent)
    {
        arr.Posted.Enqueue(sent);
        if (arr.Adding is Adding.Throttled)
            return new Throttle();
        var id = Number(sent, arr.Flavour.Foreign);
        if (arr.Adding is Adding.Raced && arr.Metadata.Find(id) is { } meanwhile && arr.Find(id) is null)
        {
            Put(meanwhile, sent);
            return Refusal.Invalid(
                "Path",
                $"Path '{PathOf(meanwhile, sent)}' is already configured for another series",
                null,
                "SeriesPathValidator"
            );
        }
        if (Objection(sent, id) is { } objection)
            return objection;
        if (arr.Metadata.IsDown)
            return Refusal.Failed(500, "Connection refused (skyhook.sonarr.tv:443)");
        if (arr.Metadata.Find(id) is not { } known)
            return Refusal.Invalid(IdName, $"A {App.ToLowerInvariant()} with this ID was not found. Path: ", id, code: null);
        if (arr.Adding is Adding.Conflicts)
            return Refusal.Failed(409, "constraint failed\nNOT NULL constraint failed: Series.TitleSlug");
        return Answered(Put(known, sent));
    }

    private IResult? Objection(JsonObject sent, int id)
    {
        var (root, profile) = (sent["rootFolderPath"]?.GetValue<string>(), Number(sent, "qualityProfileId"));
        if (id <= 0)
            return Refusal.Invalid(IdName, $"'{IdName}' must be greater than '0'.", id, "GreaterThanValidator");
        if (arr.Find(id) is not null)
            return Refusal.Invalid(IdName, $"This {App.ToLowerInvariant()} has already been added", id, $"{App}ExistsValidator");
        if (profile <= 0 || profile > arr.Shelf.Profiles.Count)
            return Refusal.Invalid("QualityProfileId", "Quality Profile does not exist", profile, "QualityProfileExistsValidator");
        if (string.IsNullOrEmpty(root))
            return Refusal.Invalid("RootFolderPath", "'Root Folder Path' must not be empty.", root, "NotEmptyValidator");
        if (!arr.RootFolders.Contains(root))
            return Refusal.Invalid("RootFolderPath", $"Root folder '{root}' does not exist", root, "RootFolderExistsValidator");
        if (arr.Flavour.HasLanguages && Number(sent, "languageProfileId") <= 0)
            return Refusal.Invalid("LanguageProfileId", "Language profile does not exist", 0, "LanguageProfileExistsValidator");
        if (arr.Metadata.Find(id) is { } title && arr.Shelf.Works.Any(work => work.Folder == PathOf(title, sent)))
            return Refusal.Invalid(
                "Path",
                $"Path '{PathOf(title, sent)}' is already configured for another {App.ToLowerInvariant()}",
                PathOf(title, sent),
                $"{App}PathValidator"
            );
        return null;
    }

    private FakeWork Put(FakeTitle title, JsonObject sent)
    {
        FakeWork work = null!;
        arr.Change(shelf =>
        {
            shelf = shelf.Next("work", out var id);
            work = new FakeWork(id, title.Title, title.Year, PathOf(title, sent));
            work = arr.Flavour.HasEpisodes ? work with { Tvdb = title.Id } : work with { Tmdb = title.Id };
            return shelf with { Works = shelf.Works.Add(work) };
        });
        return work;
    }

    private IResult Answered(FakeWork work)
    {
        if (arr.Adding is Adding.BrokenAfterwards)
            return Refusal.Failed(500, "database is locked");
        if (arr.Adding is Adding.HangsUpAfterwards)
            return new HangUp();
        if (arr.Adding is Adding.SilentAfterwards)
            return new Silence();
        return FakeArr.Json(ArrAnswers.Work(arr.Flavour, arr.Shelf, work), StatusCodes.Status201Created);
    }

    private static string PathOf(FakeTitle title, JsonObject sent) => $"{sent["rootFolderPath"]}/{title.Title} ({title.Year})";

    private static int Number(JsonObject sent, string name) => sent[name]?.GetValue<int>() ?? 0;

    private sealed class Throttle : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, "1");
            return Task.CompletedTask;
        }
    }

    private sealed class Silence : IResult
    {
        public Task ExecuteAsync(HttpContext http) =>
            Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private sealed class HangUp : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Abort();
            return Task.CompletedTask;
        }
    }
}
