using System.Collections.Concurrent;
using Couriarr.Doors.Described;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;
using Couriarr.Features.Players;

namespace Couriarr.Doors;

/// <summary>Tries members, stored or not. It tells what class of answer came, never the answer: an address is a question in disguise.</summary>
internal static class TrialsDoor
{
    public static IServiceCollection AddTrials(this IServiceCollection services) => services.AddSingleton<Pace>();

    public static void MapTrials(this IEndpointRouteBuilder app)
    {
        app.MapPost("/members/{family}/{name}/test", TryAsync)
            .Explained("Members", "Try a member", "Whether it is there, is what it is said to be, and lets us in.", MemberExamples.Greeting)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests);
        app.MapPost("/members/{family}/test", TryDraftAsync)
            .Explained("Members", "Try a member before it is stored", "With the body of POST /members/{family}.", MemberExamples.Greeting)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> TryAsync(
        string family,
        string name,
        MemberRoll roll,
        Introduction introduction,
        SecondChance second,
        Pace pace,
        HttpContext http,
        CancellationToken ct
    )
    {
        if ((await roll.ReadAnewAsync(ct)).FirstOrDefault(e => e.Family == family && e.Name == name) is not { } entry)
            return MembersDoor.NoSuch(family, name);
        if (entry.Trouble is { } trouble)
            return Answers.BadRequest(trouble);
        if (!pace.MayGo($"{family}/{name}"))
            return TooOften(http);
        var greeting = await introduction.ToAsync(entry.Member!, ct);
        if (greeting.Result is GreetingResult.Ok && entry.Member is Member<PlayerTerms>)
            await second.WelcomedAsync(name, ct);
        return Results.Json(greeting, Answers.Json);
    }

    private static async Task<IResult> TryDraftAsync(
        string family,
        MemberOrder order,
        MemberDesk desk,
        Introduction introduction,
        Pace pace,
        HttpContext http,
        CancellationToken ct
    )
    {
        var draft = await desk.DraftAsync(family, order.Wish, ct);
        if (draft.Why is { } why)
            return Answers.BadRequest(why);
        return pace.MayGo(family) ? Results.Json(await introduction.ToAsync(draft.Member!, ct), Answers.Json) : TooOften(http);
    }

    private static IResult TooOften(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return Results.Json(
            new Mistake($"It was tried {Pace.Most} times within a minute. Wait one."),
            Answers.Json,
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }
}

/// <summary>Lets something happen a few times a minute for each name. The names are those of members: they end.</summary>
internal sealed class Pace(TimeProvider clock)
{
    public const int Most = 10;
    private readonly ConcurrentDictionary<string, Queue<long>> _all = new(StringComparer.Ordinal);

    public bool MayGo(string name)
    {
        var times = _all.GetOrAdd(name, _ => new Queue<long>());
        lock (times)
        {
            while (times.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= TimeSpan.FromMinutes(1))
                times.Dequeue();
            if (times.Count >= Most)
                return false;
            times.Enqueue(clock.GetTimestamp());
            return true;
        }
    }
}
