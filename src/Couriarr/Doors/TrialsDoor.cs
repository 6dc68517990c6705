using System.Collections.Concurrent;
using Couriarr.Doors.Described;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;

namespace Couriarr.Doors;

/// <summary>Tries members, stored or not. It tells what class of answer came, never the answer: an address is a question in disguise.</summary>
internal static class TrialsDoor
{
    public static IServiceCollection AddTrials(this IServiceCollection services) => services.AddSingleton<Pace>().AddSingleton<Trials>();

    public static void MapTrials(this IEndpointRouteBuilder app)
    {
        app.MapPost("/members/{family}/{name}/test", TryAsync)
            .Explained("Members", "Try a member", "Whether it is there, is what it is said to be, and lets us in.", MemberExamples.Greeting)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests);
        app.MapPost("/members/{family}/test", TryDraftAsync)
            .Explained("Members", "Try a member before it is stored", "With the body of POST /members/{family}.", MemberExamples.Greeting)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> TryAsync(string family, string name, Trials trials, HttpContext http, CancellationToken ct) =>
        await trials.OfAsync(family, name, ct) switch
        {
            { Greeting: { } greeting } => Results.Json(greeting, Answers.Json),
            { Status: StatusCodes.Status404NotFound } => MembersDoor.NoSuch(family, name),
            { Status: StatusCodes.Status429TooManyRequests } => TooOften(http),
            var refused => Answers.BadRequest(refused.Why!),
        };

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
        return Results.Json(new Mistake(Trial.TooOften.Why!), Answers.Json, statusCode: StatusCodes.Status429TooManyRequests);
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
