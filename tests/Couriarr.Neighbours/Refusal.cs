using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Neighbours;

/// <summary>How the apps refuse what was sent to them.</summary>
internal static class Refusal
{
    /// <param name="code">Null for what the app finds out while it adds.</param>
    public static IResult Invalid(string property, string message, JsonNode? attempted, string? code)
    {
        var error = new JsonObject
        {
            ["propertyName"] = property,
            ["errorMessage"] = message,
            ["attemptedValue"] = attempted?.DeepClone(),
            ["severity"] = "error",
        };
        if (code is not null)
            (error["errorCode"], error["formattedMessagePlaceholderValues"]) = (code, new JsonObject { ["propertyName"] = property });
        return FakeArr.Json(new JsonArray(error), StatusCodes.Status400BadRequest);
    }

    public static IResult Failed(int status, string message) =>
        FakeArr.Json(
            new JsonObject { ["message"] = message, ["description"] = $"NzbDrone.Core.Exceptions: {message}\n   at NzbDrone.Core" },
            status
        );
}
