using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Members;

/// <summary>The members as they are now. A handler asks when it runs, not when it was made.</summary>
public sealed class MemberBook
{
    private readonly Func<CancellationToken, ValueTask<IEnumerable<object>>> _members;

    /// <summary>As the table has them. Broken ones are not among them.</summary>
    public MemberBook(MemberRoll roll) => _members = async ct => (await roll.ReadAsync(ct)).Select(e => e.Member).OfType<object>();

    /// <summary>As the configuration names them, for whoever has no table.</summary>
    public MemberBook(CouriarrOptions options) =>
        _members = _ =>
            ValueTask.FromResult<IEnumerable<object>>([.. options.Instances.Values, .. options.Players.Values, .. options.Channels.Values]);

    /// <summary>All of a family, the disabled too.</summary>
    public async ValueTask<IReadOnlyList<Member<TTerms>>> AllAsync<TTerms>(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return [.. (await _members(ct)).OfType<Member<TTerms>>()];
    }

    public async ValueTask<Member<TTerms>?> FindAsync<TTerms>(string name, CancellationToken ct) =>
        (await AllAsync<TTerms>(ct)).FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));
}
