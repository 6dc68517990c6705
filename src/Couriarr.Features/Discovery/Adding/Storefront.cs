using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>The way into a shop, and whether it was open the last time.</summary>
internal sealed class Storefront(CouriarrOptions options, Targets targets, AddingCounts counts)
{
    /// <returns>Null when there is no such app in use.</returns>
    /// <exception cref="BlockedException">It cannot be asked, or lacks what it is to be asked for.</exception>
    public async Task<Shop?> EnterAsync(Target target, IEnumerable<Routing> routings, CancellationToken ct)
    {
        if (await targets.FindAsync(target, ct) is not { } api)
            return null;
        var isWell = false;
        try
        {
            var shop = await Shop.OpenAsync(api, targets.TermsOf(target), routings, options.Adding.CreateTags, ct);
            isWell = true;
            return shop;
        }
        finally
        {
            counts.Note(target, isWell);
        }
    }
}
