using System.Reflection;
using Couriarr.Doors.Described;

namespace Couriarr.Doors;

/// <summary>A mistyped parameter is refused, for without it the question would be another one.</summary>
internal static class StrictQuery
{
    public static RouteHandlerBuilder WithStrictQuery(this RouteHandlerBuilder route) =>
        route
            .AddEndpointFilterFactory(
                (door, next) =>
                {
                    var parameters = door.MethodInfo.GetParameters().Where(IsWritten).Select(p => p.Name!).ToList();
                    return call => UnknownIn(call.HttpContext.Request, parameters) is { } why ? new(Answers.BadRequest(why)) : next(call);
                }
            )
            .MayRefuse(StatusCodes.Status400BadRequest);

    private static string? UnknownIn(HttpRequest request, List<string> parameters)
    {
        var known = parameters.Where(name => !request.RouteValues.ContainsKey(name)).ToList();
        return request.Query.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? $"'{unknown}' is no parameter of {request.Path}. There are: {string.Join(", ", known)}."
            : null;
    }

    // The others are handed in by the program.
    private static bool IsWritten(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(string) || type.IsPrimitive;
    }
}
