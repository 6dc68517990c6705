namespace Couriarr.Features.Configuration.Shapes;

/// <summary>A member that the environment alone can make: TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID are the channel telegram.</summary>
/// <param name="Prefix">Of its variables: PREFIX_OPTION.</param>
/// <param name="Says">What such a member has besides, like the role that the documents give it.</param>
public sealed record Preset(string Member, string Prefix, params (string Key, string Value)[] Says);

/// <summary>A kind of member, with its options.</summary>
public sealed record MemberKind(string Name, SectionShape Options, IReadOnlyList<Preset> Presets);

/// <summary>The kinds of every family. A room adds its kinds here: one line each.</summary>
public sealed class MemberKinds
{
    private readonly Dictionary<Type, List<MemberKind>> _families = [];

    public MemberKinds Add<TTerms, TOptions>(string kind, string explanation, params Preset[] presets)
        where TOptions : new()
    {
        if (!_families.TryGetValue(typeof(TTerms), out var family))
            _families[typeof(TTerms)] = family = [];
        family.Add(new MemberKind(kind, new Describer(this).Section(kind, explanation, new TOptions()), presets));
        return this;
    }

    public IReadOnlyList<MemberKind> Of(Type terms) => _families.GetValueOrDefault(terms, []);
}
