using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Written;

namespace Couriarr.Features.Discovery.Judging;

/// <param name="Difference">Null when there are errors.</param>
internal sealed record Preview(Difference? Difference, IReadOnlyList<Problem> Errors, IReadOnlyList<Problem> Warnings);

/// <summary>What people may ask of rules before anything is saved, and why something was decided.</summary>
internal sealed class RulesDesk(CouriarrOptions options, Picture picture, Law law)
{
    /// <summary>What would change over the whole catalogue.</summary>
    public async Task<Preview> PreviewAsync(string text, CancellationToken ct)
    {
        var problems = new Problems();
        if (RuleWriting.Of(text, options, problems) is not { } tried)
            return new Preview(null, [.. problems.Errors], [.. problems.Warnings]);
        var table = await picture.ForAsync([law.Rules, tried], ct);
        var difference = WhatIf.Compare(table, law.Judge, tried.AsOf(law.Day));
        return new Preview(difference, [], [.. problems.Warnings]);
    }

    public Explanation Explain(Show show) => law.Judge.Explain(show);
}
