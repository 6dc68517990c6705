using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Members;

/// <summary>The members as they are now. A handler asks when it runs, not when it was made.</summary>
public sealed class MemberBook(MemberRoll roll)
{
    /// <summary>All of a family, the disabled too. Broken ones are not among them.</summary>
    public async ValueTask<IReadOnlyList<Member<TTerms>>> AllAsync<TTerms>(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return [.. (await roll.ReadAsync(ct)).Select(entry => entry.Member).OfType<Member<TTerms>>()];
    }

    public async ValueTask<Member<TTerms>?> FindAsync<TTerms>(string name, CancellationToken ct) =>
        (await AllAsync<TTerms>(ct)).FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));
}
