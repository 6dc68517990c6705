using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;
using Couriarr.Features.Players;

namespace Couriarr.Doors;

/// <summary>Tries members, stored or not, a few times a minute each.</summary>
internal sealed class Trials(MemberRoll roll, MemberDesk desk, Introduction introduction, SecondChance second, Pace pace)
{
    public async Task<Trial> OfAsync(string family, string name, CancellationToken ct)
    {
        if ((await roll.ReadAnewAsync(ct)).FirstOrDefault(e => e.Family == family && e.Name == name) is not { } entry)
            return new(StatusCodes.Status404NotFound, MembersDoor.NoSuchWords(family, name));
        if (entry.Trouble is { } trouble)
            return new(StatusCodes.Status400BadRequest, trouble);
        if (!pace.MayGo($"{family}/{name}"))
            return Trial.TooOften;
        var greeting = await introduction.ToAsync(entry.Member!, ct);
        if (greeting.Result is GreetingResult.Ok && entry.Member is Member<PlayerTerms>)
            await second.WelcomedAsync(name, ct);
        return Trial.With(greeting);
    }

    public async Task<Trial> OfDraftAsync(string family, MemberWish wish, CancellationToken ct)
    {
        var draft = await desk.DraftAsync(family, wish, ct);
        if (draft.Why is { } why)
            return new(StatusCodes.Status400BadRequest, why) { Troubles = draft.Troubles };
        return pace.MayGo(family) ? Trial.With(await introduction.ToAsync(draft.Member!, ct)) : Trial.TooOften;
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

    /// <summary>What is wrong with it, a sentence each.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];

    public static Trial With(Greeting greeting) => new(StatusCodes.Status200OK, Why: null) { Greeting = greeting };
}
