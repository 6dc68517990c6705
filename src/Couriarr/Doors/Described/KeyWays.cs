using Couriarr.Doors.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Couriarr.Doors.Described;

/// <summary>What one has to show at each route, for the document and for the page where it can be tried.</summary>
internal static class KeyWays
{
    private const string Key = "key";
    private const string Bearer = "bearer";
    private const string Secret = "webhook_secret";
    private const string Password = "password";

    private static readonly Dictionary<string, OpenApiSecurityScheme> All = new()
    {
        [Key] = InHeader("X-Api-Key", "The API key, or the read-only key for what only reads."),
        [Bearer] = Http("bearer", "The same keys, or the metrics token."),
        [Secret] = InHeader("X-Webhook-Secret", "The general secret of webhooks, or the instance's own."),
        [Password] = Http("basic", "A webhook secret or the metrics token as password, with any user name."),
    };

    public static Task Introduce(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        foreach (var (name, way) in All)
            document.Components.SecuritySchemes[name] = way;
        return Task.CompletedTask;
    }

    public static Task Tell(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var entrance =
            context.Description.ActionDescriptor.EndpointMetadata.OfType<OpenTo>().LastOrDefault()?.Entrance ?? Entrance.Household;
        operation.Security = [.. WaysInto(entrance).Select(way => Needing(way, context.Document!))];
        return Task.CompletedTask;
    }

    private static string[] WaysInto(Entrance entrance) =>
        entrance switch
        {
            Entrance.Everyone => [],
            Entrance.Webhooks => [Secret, Password, Key, Bearer],
            Entrance.Metrics => [Bearer, Password, Key],
            _ => [Key, Bearer],
        };

    private static OpenApiSecurityRequirement Needing(string way, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(way, document)] = [] };

    private static OpenApiSecurityScheme InHeader(string header, string description) =>
        new()
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = header,
            Description = description,
        };

    private static OpenApiSecurityScheme Http(string scheme, string description) =>
        new()
        {
            Type = SecuritySchemeType.Http,
            Scheme = scheme,
            Description = description,
        };
}
