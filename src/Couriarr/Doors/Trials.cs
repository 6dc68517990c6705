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
            return new(StatusCodes.Status404NotFound, $"There is no '{name}' among the {family}.");
        if (entry.Trouble is { } trouble)
            return new(StatusCodes.Status400BadRequest, trouble);
        if (!pace.MayGo($"{family}/{name}"))
            return Trial.TooOften;
        var greeting = await introduction.ToAsync(entry.Member!, ct);
        if (greeting.Result is GreetingResult.Ok && entry.Member is Member<PlayerTerms>)
            await second.WelcomedAsync(name, ct);
        return new(StatusCodes.Status200OK, Why: null) { Greeting = greeting };
    }
}

/// <param name="Why">It could not be tried; null when it was.</param>
internal sealed record Trial(int Status, string? Why)
{
    public static readonly Trial TooOften = new(
        StatusCodes.Status429TooManyRequests,
        $"It was tried {Pace.Most} times within a minute. Wait one."
    );

    public Greeting? Greeting { get; init; }
}
