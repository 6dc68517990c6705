using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Players.Kinds;

namespace Couriarr.Features.Players;

/// <summary>Asks a player for the folders of its libraries, and proposes by which names it knows our destinations.</summary>
internal sealed class Survey(Switchboard players, PathMap map)
{
    public async Task<Finding> OfAsync(Member<PlayerTerms> member, CancellationToken ct)
    {
        var roots = await players.To(member).RootsAsync(ct);
        var proposals = new List<PathProposal>();
        var strangers = new List<string>();
        foreach (var route in map.All)
            if (Nearest(route, roots) is not { } root)
                strangers.Add(route.Destination);
            else if (
                Proposal(route.Destination, root.Path) is var proposal
                && proposal.From != proposal.To
                && !proposals.Contains(proposal)
            )
                proposals.Add(proposal);
        return new Finding(member.Name, member.Kind, roots, proposals, strangers);
    }

    /// <summary>The root whose last names are most like ours; without a like one, the only one of the type.</summary>
    private static LibraryRoot? Nearest(Route route, IReadOnlyList<LibraryRoot> roots)
    {
        var type = route.Type?.ToString().ToLowerInvariant();
        var fitting = roots.Where(root => type is null || root.Type is null || root.Type == type).ToList();
        return fitting.Where(root => Common(route.Destination, root.Path) > 0).MaxBy(root => Common(route.Destination, root.Path))
            ?? (type is not null && fitting.Count(root => root.Type == type) == 1 ? fitting.Single(root => root.Type == type) : null);
    }

    // What both end with is the same folder: only what stands before it has two names.
    private static PathProposal Proposal(string ours, string theirs)
    {
        var common = Common(ours, theirs);
        var (from, to) = (Without(ours, common, '/'), Without(theirs, common, PathView.SeparatorOf(theirs)));
        return from.Length > 0 && to.Length > 0 ? new(from, to) : new(ours, theirs.TrimEnd('/', '\\'));
    }

    private static int Common(string ours, string theirs) => Names(ours).Reverse().Zip(Names(theirs).Reverse()).TakeWhile(Same).Count();

    // Only what is spelled the same stays the same.
    private static bool Same((string Ours, string Theirs) names) => names.Ours == names.Theirs;

    private static string[] Names(string path) => path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);

    private static string Without(string path, int names, char separator)
    {
        var whole = path.TrimEnd('/', '\\');
        for (var i = 0; i < names; i++)
            whole = whole[..Math.Max(0, whole.LastIndexOf(separator))];
        return whole;
    }
}

/// <summary>An entry of paths: our folder, and the name that the player has for it.</summary>
internal sealed record PathProposal(string From, string To);

/// <param name="Proposals">Entries for its 'paths'.</param>
/// <param name="Strangers">Destinations of ours that none of its folders seems to be.</param>
internal sealed record Finding(
    string Player,
    string Kind,
    IReadOnlyList<LibraryRoot> Roots,
    IReadOnlyList<PathProposal> Proposals,
    IReadOnlyList<string> Strangers
);
