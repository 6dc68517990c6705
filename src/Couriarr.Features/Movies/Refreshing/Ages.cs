using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Movies.Refreshing;

/// <summary>When what a provider told is too old. TMDB allows to keep it for half a year, the owner may want it younger.</summary>
internal sealed class Ages(CouriarrOptions options, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public bool IsOld(DateTimeOffset told) => Now - told >= options.Library.RefreshAfter;
}
