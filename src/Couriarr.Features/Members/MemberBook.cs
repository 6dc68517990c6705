using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Members;

/// <summary>The members as they are now. A handler asks when it runs, not when it was made.</summary>
public sealed class MemberBook(CouriarrOptions options)
{
    /// <summary>All of a family, the disabled too.</summary>
    public ValueTask<IReadOnlyList<Member<TTerms>>> AllAsync<TTerms>(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<Member<TTerms>>>([.. Family<TTerms>().Values]);
    }

    public ValueTask<Member<TTerms>?> FindAsync<TTerms>(string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Family<TTerms>().GetValueOrDefault(name));
    }

    private IReadOnlyDictionary<string, Member<TTerms>> Family<TTerms>() =>
        new object[] { options.Instances, options.Players, options.Channels }
            .OfType<IReadOnlyDictionary<string, Member<TTerms>>>()
            .Single();
}
