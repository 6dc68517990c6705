using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>How everything is added to a kind of app where no rule says otherwise.</summary>
/// <param name="Section">Where the owner has written it.</param>
internal sealed record Terms(string Section, string RootFolder, string QualityProfile, string Monitor, bool Search)
{
    public string? LanguageProfile { get; init; }
    public string MinimumAvailability { get; init; } = "released";
    public IReadOnlyList<string> Tags { get; init; } = [];

    public static Terms Of(SonarrOptions sonarr) =>
        new("sonarr", sonarr.RootFolder, sonarr.QualityProfile, sonarr.Monitor, sonarr.SearchOnAdd)
        {
            LanguageProfile = sonarr.LanguageProfile,
            Tags = sonarr.Tags,
        };

    public static Terms Of(MovieOptions movies) =>
        new("movies", movies.RootFolder, movies.QualityProfile, movies.Monitor, movies.SearchOnAdd)
        {
            MinimumAvailability = movies.MinimumAvailability,
            Tags = movies.Tags,
        };
}
