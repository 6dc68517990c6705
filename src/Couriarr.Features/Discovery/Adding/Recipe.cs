using System.Text.Json.Nodes;
using Couriarr.Features.Arr;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>How something is added, in the numbers of the app that gets it.</summary>
internal sealed record Recipe(string RootFolder, long ProfileId, string Monitor, bool Search)
{
    private const string Nothing = "none";

    /// <summary>The highest that the profile takes, in lines.</summary>
    public int Resolution { get; init; }

    /// <summary>Of the root folder, when this was written down; null when the app cannot say.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>Only Sonarr 3 has such.</summary>
    public long? LanguageProfileId { get; init; }
    public IReadOnlyList<long> Tags { get; init; } = [];
    public string MinimumAvailability { get; init; } = "released";

    /// <summary>What the app is sent. Everything is said, for what is left away is not what its own page would choose.</summary>
    public JsonObject Body(ArrApp app, int number, string title)
    {
        var body = new JsonObject
        {
            ["title"] = title,
            ["qualityProfileId"] = ProfileId,
            ["rootFolderPath"] = RootFolder,
            ["monitored"] = Monitor != Nothing,
            ["tags"] = new JsonArray([.. Tags.Select(tag => JsonValue.Create(tag))]),
        };
        if (app is ArrApp.Radarr)
            return Movie(body, number);
        body["tvdbId"] = number;
        (body["seasonFolder"], body["seriesType"]) = (true, "standard");
        if (LanguageProfileId is { } language)
            body["languageProfileId"] = language;
        body["addOptions"] = new JsonObject
        {
            ["monitor"] = Monitor,
            ["searchForMissingEpisodes"] = Search,
            ["searchForCutoffUnmetEpisodes"] = false,
        };
        return body;
    }

    // Without addOptions Radarr adds it and then fails to tell of it.
    private JsonObject Movie(JsonObject body, int number)
    {
        (body["tmdbId"], body["minimumAvailability"]) = (number, MinimumAvailability);
        body["addOptions"] = new JsonObject
        {
            ["monitor"] = Monitor,
            ["searchForMovie"] = Search,
            ["addMethod"] = "list",
        };
        return body;
    }
}
