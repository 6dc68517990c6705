using Couriarr.Features.Arr.Api;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Features.Reconciliation.Truth;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Plans;

/// <summary>Looks whether the world is still the one that a plan was made from: on both servers and in the apps.</summary>
internal sealed class World(Keepers keepers, PathMap map, Ground ground, RunTable runs, TimeProvider clock)
{
    private const long NanosPerMilli = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>Of each line why it is refused; null when it may be done.</returns>
    /// <exception cref="BlockedException">A folder of the library is away.</exception>
    /// <exception cref="TransientException">An app cannot be asked.</exception>
    public async Task<IReadOnlyList<(PlanLine Line, string? Why)>> JudgeAsync(
        Route route,
        IReadOnlyList<PlanLine> lines,
        CancellationToken ct
    )
    {
        await ground.LookAsync(route, ct);
        var seen = await Aside.RunAsync(
            () =>
            {
                var spellings = new Spellings(route);
                return lines.Select(line => Changed(route, line) ?? Respelled(spellings, line)).ToList();
            },
            $"{route.Source} or {route.Destination}",
            Patience,
            clock,
            ct
        );
        try
        {
            var claims = await ClaimsAsync(route, lines, ct);
            return [.. lines.Select((line, i) => (line, seen[i] ?? Disowned(line, claims)))];
        }
        // The app is away, not the route whose gate this job has.
        catch (BlockedException e)
        {
            throw new TransientException(e.Message, inner: e);
        }
    }

    private static string? Changed(Route route, PlanLine line)
    {
        var file = line.File;
        if (Now(route.Source, file.Within) != file.Source)
            return file.Source is null ? "It lies at the source again." : "The original changed since, or is gone.";
        if (Now(route.Destination, file.ThereWithin ?? file.Within) != file.There)
            return file.There is null ? "It lies at the destination by now." : "What lies at the destination changed since.";
        return file.ThereWithin is not null && line.Action != PlanLine.Remove && Now(route.Destination, file.Within) is not null
            ? "It lies at the destination by now."
            : null;
    }

    private static string? Respelled(Spellings spellings, PlanLine line) =>
        line.Action == PlanLine.Remove && spellings.IsAtSource(line.File.ThereWithin ?? line.File.Within)
            ? "It lies at the source in another spelling, which the destination takes for the same."
            : null;

    private static Sight? Now(string root, string within) =>
        Linux.LookAt(Path.Join(root, within)) is { Kind: FileKind.File } facts
            ? new Sight(facts.Size, facts.Modified / NanosPerMilli)
            : null;

    // What no app may know must be asked of all of them; the rest only of those whose titles they are.
    private async Task<Dictionary<string, ArrFile>> ClaimsAsync(Route route, IReadOnlyList<PlanLine> lines, CancellationToken ct)
    {
        var claims = new Dictionary<string, ArrFile>(StringComparer.Ordinal);
        foreach (var work in lines.Select(line => line.File.Work).OfType<Media.Work>().DistinctBy(work => work.Key))
        foreach (var file in await (await keepers.FindAsync(work.Instance, ct)).FilesAnewAsync(work, ct))
            Add(claims, file, work.Instance);
        var removed = lines
            .Where(line => line.Action == PlanLine.Remove)
            .Select(line => line.File.ThereWithin ?? line.File.Within)
            .ToList();
        if (removed.Count == 0)
            return claims;
        var (apps, silence) = await keepers.OfAsync(route, ct);
        var shelf = await Shelf.ReadAsync(route, map, apps, (await runs.LastSeenAsync(route.Name, ct)).Apps, ct);
        if ((silence ?? shelf.Silence) is { } reason)
            throw new BlockedException($"Nothing is removed while an app cannot be asked. {reason}");
        await foreach (var known in shelf.FilesNearAsync(removed, ct))
            claims.TryAdd(KeyOf(known.Path), new ArrFile(known.FileId ?? 0, known.Path, known.Size));
        return claims;
    }

    private void Add(Dictionary<string, ArrFile> claims, ArrFile file, string instance)
    {
        if (map.Place(file.Path, instance) is Placement.Found place)
            claims[KeyOf(place.Within)] = file;
    }

    private static string? Disowned(PlanLine line, Dictionary<string, ArrFile> claims)
    {
        var claim = claims.GetValueOrDefault(
            KeyOf(line.File.ThereWithin is { } there && line.Action == PlanLine.Remove ? there : line.File.Within)
        );
        if (line.Action == PlanLine.Remove)
            return claim is null ? null : "An app knows it by now.";
        if (line.File.FileId is not { } id)
            return null;
        return claim is null ? "Its app does not have it any more."
            : claim.Id != id || claim.Size != line.File.AppSize ? "Its app has another version of it by now."
            : null;
    }

    // A name is the same in every normal form.
    private static string KeyOf(string within) => Convert.ToHexString(PathOrder.KeyOf(within));
}
