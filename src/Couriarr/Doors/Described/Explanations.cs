namespace Couriarr.Doors.Described;

/// <summary>What a route says about itself; /openapi/v1.json is made of it.</summary>
internal static class Explanations
{
    public static RouteHandlerBuilder Explained<T>(
        this RouteHandlerBuilder route,
        string group,
        string summary,
        string more,
        T example,
        int status = StatusCodes.Status200OK,
        string type = "application/json"
    )
        where T : notnull => route.WithTags(group).WithSummary(summary).WithDescription(more).AlsoAnswers(status, example, type);

    public static RouteHandlerBuilder AlsoAnswers<T>(
        this RouteHandlerBuilder route,
        int status,
        T example,
        string type = "application/json"
    )
        where T : notnull => route.Produces<T>(status, type).WithMetadata(new ExampleAnswer(status, type, example));

    /// <summary>A form of ours or the same as JSON. Whatever else comes is refused by the door itself, with a sentence.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route)
        where T : notnull => route.Accepts<T>("application/json", "application/x-www-form-urlencoded", "*/*");

    /// <summary>With a sentence that says why.</summary>
    public static RouteHandlerBuilder MayRefuse(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.AlsoAnswers(status, Examples.Mistake);
        return route;
    }
}

internal sealed record ExampleAnswer(int Status, string Type, object Content);
