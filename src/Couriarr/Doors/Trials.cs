using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;
using Couriarr.Features.Players;

namespace Couriarr.Doors;

/// <summary>Tries members that are stored, a few times a minute each.</summary>
internal sealed class Trials(MemberRoll roll, Introduction introduction, SecondChance second, Pace pace)
{
    public async Task<Trial> OfAsync(string family, string name, CancellationToken ct)
    {
        if ((await roll.ReadAnewAsync(ct)).FirstOrDefault(e => e.Family == family && e.Name == name) is not { } entry)
            return new Trial.NotFound();
        if (entry.Trouble is { } trouble)
            return new Trial.Refused(trouble);
        if (!pace.MayGo($"{family}/{name}"))
            return new Trial.TooOften();
        var greeting = await introduction.ToAsync(entry.Member!, ct);
        if (greeting.Result is GreetingResult.Ok && entry.Member is Member<PlayerTerms>)
            await second.WelcomedAsync(name, ct);
        return new Trial.Said(greeting);
    }
}

internal abstract record Trial
{
    private Trial() { }

    public sealed record Said(Greeting Greeting) : Trial;

    /// <summary>It is not set up so that it could be tried.</summary>
    public sealed record Refused(string Why) : Trial;

    public sealed record TooOften : Trial
    {
        public static string Why => $"It was tried {Pace.Most} times within a minute. Wait one.";
    }

    public sealed record NotFound : Trial;
}
