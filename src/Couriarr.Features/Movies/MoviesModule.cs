using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Movies.Desk;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Images;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Features.Tmdb;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Movies;

public static class MoviesModule
{
    /// <summary>Work on disks.</summary>
    internal const string Lane = "library";

    /// <summary>Work with providers: slow, and none of our disks waits for it.</summary>
    internal const string ProviderLane = "enrich";
    internal const string ProviderGate = TmdbLink.Gate;
    private const int Slots = 2;
    private const int ProviderSlots = 4;

    public static MigrationLine Tables { get; } = new("movies", typeof(MoviesModule).Assembly, "Movies/Migrations");

    /// <summary>Closed while a library cannot be read or takes nothing.</summary>
    internal static string GateOf(string library) => $"library:{library}";

    /// <param name="folder">Where everything lies that must survive.</param>
    public static IServiceCollection AddImageCache(this IServiceCollection services, string folder) =>
        services
            .AddSingleton(new ImageCache(folder))
            .AddSingleton(new NfoCopies(folder))
            .AddSingleton(s => new RecycleBin(
                folder,
                s.GetRequiredService<CouriarrOptions>().Library.RecycleDays,
                s.GetRequiredService<TimeProvider>()
            ));

    public static IServiceCollection AddMovies(this IServiceCollection services)
    {
        services.TryAddSingleton<Reactions>();
        services.AddSingleton<Libraries>().AddSingleton<MovieTable>().AddSingleton<LockTable>().AddSingleton<ArtworkTable>();
        services.AddSingleton<ImageTable>().AddSingleton<ProviderStates>().AddSingleton<MovieShelf>();
        services.AddJob<PickArtwork, PickArtworkHandler>();
        services.AddScanning().AddPublishing().AddEnriching();
        services.AddOptions<JobsOptions>().Configure(SetSlots);
        return services.AddSingleton(s => AbilityOf(s.GetRequiredService<Libraries>()));
    }

    internal static Ability AbilityOf(Libraries libraries) =>
        new(
            "the dressing of movies",
            libraries.All.Count > 0,
            libraries.All.Count > 0
                    ? string.Join(", ", libraries.All.Select(library => $"{library.Name} {Word(libraries.ModeOf(library.Name))}"))
                : libraries.AreDressed ? "no entry of paths.mappings has the type movie"
                : "tmdb.api_key is not set"
        );

    private static string Word(DressingMode mode) => mode.ToString().ToLowerInvariant();

    private static void SetSlots(JobsOptions jobs)
    {
        jobs.Lanes.TryAdd(Lane, Slots);
        jobs.Lanes.TryAdd(ProviderLane, ProviderSlots);
    }
}
