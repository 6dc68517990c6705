using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Couriarr.Jobs.Store;
using Couriarr.Metrics;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Couriarr.Doors.Described;

/// <summary>The API as a document (/openapi/v1.json, made when it is asked for) and as a page to read and try it (/api-docs).</summary>
internal static class Description
{
    private const string Page = "api-docs";

    public static void AddDescription(this IServiceCollection services)
    {
        // The schemas are made from these; the answers themselves are written with the same.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.PropertyNamingPolicy = Answers.Json.PropertyNamingPolicy;
            json.SerializerOptions.MaxDepth = Answers.Json.MaxDepth;
            json.SerializerOptions.AllowDuplicateProperties = Answers.Json.AllowDuplicateProperties;
            json.SerializerOptions.DictionaryKeyPolicy = Answers.Json.DictionaryKeyPolicy;
            foreach (var converter in Answers.Json.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });
        services.AddOpenApi(api =>
        {
            api.AddDocumentTransformer((document, _, _) => Introduce(document));
            api.AddOperationTransformer((operation, context, _) => GiveExamples(operation, context));
            api.AddDocumentTransformer((document, _, _) => KeyWays.Introduce(document));
            api.AddOperationTransformer((operation, context, _) => KeyWays.Tell(operation, context));
            api.AddSchemaTransformer((schema, context, _) => ShowIdsAsNumbers(schema, context));
        });
    }

    public static void UseDescription(this WebApplication app)
    {
        app.MapOpenApi();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments($"/{Page}", StringComparison.OrdinalIgnoreCase),
            docs =>
                docs.UseSwaggerUI(page =>
                {
                    page.RoutePrefix = Page;
                    page.IndexStream = () => Asset.Open(typeof(Description), "api-docs.html");
                })
        );
    }

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Couriarr",
            Version = RuntimeInstruments.Version,
            Description = "Times are ISO 8601 in UTC. A mistake is answered with one sentence: {\"error\": \"...\"}.",
        };
        // The address that it was asked under says nothing about the API.
        document.Servers?.Clear();
        return Task.CompletedTask;
    }

    private static Task GiveExamples(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var example in context.Description.ActionDescriptor.EndpointMetadata.OfType<ExampleAnswer>())
        {
            var status = example.Status.ToString(CultureInfo.InvariantCulture);
            if (
                operation.Responses?.TryGetValue(status, out var answer) is true
                && answer.Content?.TryGetValue(example.Type, out var media) is true
            )
                media.Example = example.Content is string text ? JsonValue.Create(text) : JsonNode.Parse(Examples.Text(example.Content));
        }
        return Task.CompletedTask;
    }

    private static Task ShowIdsAsNumbers(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(JobId) || type == typeof(JobId?))
            (schema.Type, schema.Format) = (
                type == typeof(JobId) ? JsonSchemaType.Integer : JsonSchemaType.Integer | JsonSchemaType.Null,
                "int64"
            );
        return Task.CompletedTask;
    }
}
