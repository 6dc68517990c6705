using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Tmdb;

public static class TmdbModule
{
    /// <summary>Once for the program, however many features ask: the pace is one.</summary>
    public static IServiceCollection AddTmdb(this IServiceCollection services)
    {
        services.TryAddSingleton<TmdbLink>();
        return services;
    }
}
