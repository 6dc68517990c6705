using System.Globalization;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Whether there is room for something where the app puts it and where it is brought.</summary>
internal sealed class Room(CouriarrOptions options, AdditionTable additions, PathMap map, Mounts mounts)
{
    private const long Giga = 1L << 30;
    private const long Mega = 1L << 20;
    private const int EpisodesInSeason = 10;
    private const int UsualRuntime = 45;

    /// <summary>Lines to MB in a minute: what releases of that size usually take.</summary>
    private static readonly (int Lines, int Megabytes)[] Rates = [(2160, 110), (1080, 40), (720, 20), (576, 10), (0, 8)];

    /// <summary>Roughly what it will take: seasons of ten episodes by their length by what the best quality of the profile takes.</summary>
    public static long Estimate(ArrFound found, Wish wish, Recipe recipe)
    {
        var minutes = found.Runtime ?? wish.Runtime ?? UsualRuntime;
        var rate = Rates.First(step => recipe.Resolution >= step.Lines).Megabytes;
        var episodes = recipe.Monitor switch
        {
            "none" => 0,
            "movieOnly" or "movieAndCollection" or "pilot" => 1,
            "firstSeason" or "lastSeason" or "latestSeason" or "recent" or "future" => EpisodesInSeason,
            _ => Math.Max(1, found.Seasons) * EpisodesInSeason,
        };
        return minutes * rate * episodes * Mega;
    }

    /// <summary>Why it would not fit; null when it does, and when nobody can say.</summary>
    public async Task<string?> ObjectionAsync(Target target, Recipe recipe, long bytes, CancellationToken ct)
    {
        var needed = bytes + await additions.PromisedAsync(target.Instance, recipe.RootFolder, ct);
        var reserve = options.Adding.ReserveGb * Giga;
        if (recipe.FreeBytes is { } free && free - reserve < needed)
            return Words(bytes, needed, free, $"the root folder {recipe.RootFolder}");
        return await FreeAsync(target, recipe) is var (there, folder) && there - reserve < needed
            ? Words(bytes, needed, there, $"the destination {folder}")
            : null;

        async Task<(long Free, string Folder)?> FreeAsync(Target of, Recipe by)
        {
            if (map.Place($"{by.RootFolder}/new", of.Name) is not Placement.Found { Route: { Remote: null } route })
                return null;
            try
            {
                return ((await mounts.EnsureUpAsync(route, ct)).FreeBytes, route.Destination);
            }
            // One that is away says nothing; transfers wait for it.
            catch (BlockedException)
            {
                return null;
            }
        }
    }

    private string Words(long bytes, long needed, long free, string where) =>
        $"Would take about {Text(bytes)}{(needed > bytes ? $", and what was added lately takes {Text(needed - bytes)}" : "")}; {where} has "
        + $"{Text(free)} free, of which {options.Adding.ReserveGb} GB are kept (adding.reserve_gb).";

    private static string Text(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Giga:0.#} GB");
}
