using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed partial class DescriptionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_door_is_described_with_an_example_of_its_answer()
    {
        await using var host = await DoorsHost.StartAsync();
        var paths = (await host.GetAsync("/openapi/v1.json")).GetProperty("paths");

        var mute = Doors(host).Where(door => !IsDescribed(paths, door)).ToList();

        Assert.NotEmpty(Doors(host));
        Assert.Empty(mute);
    }

    [Fact]
    public async Task The_examples_are_what_the_doors_really_say()
    {
        await using var host = await DoorsHost.StartAsync();
        var paths = (await host.GetAsync("/openapi/v1.json")).GetProperty("paths");

        foreach (var path in new[] { "/health", "/ready", "/stats", "/system", "/lanes", "/jobs", "/logs", "/logs/files" })
            Assert.Equal(Fields(ExampleOf(paths, path)), Fields(await host.GetAsync(path)));
    }

    [Fact]
    public async Task Every_door_says_what_opens_it()
    {
        await using var host = await DoorsHost.StartAsync();
        var document = await host.GetAsync("/openapi/v1.json");

        Assert.Equal([], WaysInto("/health", "get"));
        Assert.Equal(["bearer", "password", "key"], WaysInto("/metrics", "get"));
        Assert.Equal(["key", "bearer"], WaysInto("/queue/cancel", "post"));
        Assert.Equal(
            "X-Api-Key",
            document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("name").GetString()
        );

        IEnumerable<string> WaysInto(string path, string method) =>
            document.GetProperty("paths").GetProperty(path).GetProperty(method).TryGetProperty("security", out var ways)
                ? ways.EnumerateArray().Select(way => way.EnumerateObject().Single().Name)
                : [];
    }

    [Fact]
    public async Task Ids_and_states_are_described_as_they_are_written()
    {
        await using var host = await DoorsHost.StartAsync();
        var schemas = (await host.GetAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").ToString();

        Assert.Contains("\"run_at\"", schemas, StringComparison.Ordinal);
        Assert.Contains("\"superseded\"", schemas, StringComparison.Ordinal);
        Assert.DoesNotContain("\"RunAt\"", schemas, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_needs_nobody_else_and_runs_no_script_of_its_own_lines()
    {
        await using var host = await DoorsHost.StartAsync();

        var page = await host.Client.GetStringAsync("/api-docs/index.html", Ct);
        var parts = Reference().Matches(page).Select(match => match.Groups["url"].Value).ToList();

        Assert.NotEmpty(parts);
        Assert.DoesNotMatch("<script(?![^>]*src=)", page);
        foreach (var part in parts)
        {
            Assert.DoesNotContain("//", part, StringComparison.Ordinal);
            using var answer = await host.Client.GetAsync(new Uri(new Uri($"{host.Address}/api-docs/"), part), Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    // All but the document itself, the pages for people, and the answer to whatever has no door.
    private static IEnumerable<(string Method, string Path)> Doors(DoorsHost host) =>
        from endpoint in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Order != int.MaxValue && !endpoint.RoutePattern.RawText!.StartsWith("/openapi/", StringComparison.Ordinal)
        let path = Constraint().Replace(endpoint.RoutePattern.RawText!, "}")
        where path != "/" && !path.StartsWith("/ui/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]
        select (method.ToLowerInvariant(), path);

    private static bool IsDescribed(JsonElement paths, (string Method, string Path) door) =>
        paths.TryGetProperty(door.Path, out var path)
        && path.TryGetProperty(door.Method, out var operation)
        && operation.TryGetProperty("summary", out var summary)
        && summary.GetString() is { Length: > 0 }
        && operation.GetProperty("responses").EnumerateObject().All(HasExample);

    private static bool HasExample(JsonProperty answer) =>
        answer.Value.TryGetProperty("content", out var content)
        && content.EnumerateObject().Any(type => type.Value.TryGetProperty("example", out _));

    private static JsonElement ExampleOf(JsonElement paths, string path) =>
        paths
            .GetProperty(path)
            .GetProperty("get")
            .GetProperty("responses")
            .GetProperty("200")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("example");

    private static IEnumerable<string> Fields(JsonElement answer) =>
        (answer.ValueKind is JsonValueKind.Array ? answer[0] : answer).EnumerateObject().Select(field => field.Name);

    [GeneratedRegex(":[a-z]+}", RegexOptions.ExplicitCapture)]
    private static partial Regex Constraint();

    [GeneratedRegex("(src|href)=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
