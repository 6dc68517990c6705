using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Movies.Refreshing;

/// <summary>When what a provider told is too old. TMDB allows to keep it for half a year, the owner may want it younger.</summary>
internal sealed class Ages(CouriarrOptions options, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A night's. Those that are too old come first: TMDB's terms want it.</summary>
    public int Budget => options.Library.RefreshAtMost;

    public bool IsOld(DateTimeOffset told) => Now - told >= options.Library.RefreshAfter;
}
