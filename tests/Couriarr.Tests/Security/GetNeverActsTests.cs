using System.Text.RegularExpressions;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Postgres;
using Microsoft.AspNetCore.Routing;

namespace Couriarr.Tests.Security;

/// <summary>The founding services sent a test message for a GET, which any page on the web can make a browser ask for.</summary>
[Trait("family", "doors")]
public sealed partial class GetNeverActsTests
{
    // Whether the disk takes anything can only be found out by writing; a token is skipped by it, which says nothing to anybody.
    private const string Skipped = "job_fence";

    [Fact]
    public async Task S10_asking_everything_twice_leaves_every_table_as_it_was()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.UntilAsync(await host.EnqueueAsync(new Errand("done", Succeed: true)), "succeeded");
        await host.UntilAsync(await host.EnqueueAsync(new Errand("broken", Fail: true)), "dead");
        var paths = Readable(host).ToList();
        Assert.Contains("/jobs/1", paths);

        await AskAsync(host, paths);
        var before = await DumpAsync(host);
        await AskAsync(host, paths);
        await AskAsync(host, paths, HttpMethod.Head);

        Assert.NotEmpty(before);
        Assert.Equal(before, await DumpAsync(host));
    }

    [Fact]
    public async Task S10_what_acts_does_not_act_on_a_get()
    {
        await using var host = await DoorsHost.StartAsync();
        foreach (var path in Acting(host))
            Assert.Equal(
                System.Net.HttpStatusCode.NotFound,
                await Fortress.StatusAsync(host.Client, HttpMethod.Get, path, ("X-HTTP-Method-Override", "POST"))
            );
    }

    private static async Task AskAsync(DoorsHost host, IEnumerable<string> paths, HttpMethod? method = null)
    {
        foreach (var path in paths)
            await Fortress.StatusAsync(host.Client, method ?? HttpMethod.Get, path);
    }

    private static async Task<List<string>> DumpAsync(DoorsHost host)
    {
        SharedPostgres.OnlyWithAFile();
        var ct = TestContext.Current.CancellationToken;
        var database = host.Get<Database>();
        var tables = await database.ReadAsync(
            s =>
                s.QueryAsync(
                    """
                    SELECT t.name, (SELECT group_concat('quote(' || c.name || ')', ' || ' ) FROM pragma_table_info(t.name) c)
                    FROM sqlite_master t WHERE t.type = 'table' ORDER BY t.name
                    """,
                    row => (Name: row.GetString(0), Columns: row.GetString(1))
                ),
            ct
        );
        var rows = new List<string>();
        foreach (var (name, columns) in tables.Where(table => table.Name != Skipped))
            rows.AddRange(
                await database.ReadAsync(s => s.QueryAsync($"SELECT {columns} FROM {name}", row => $"{name}: {row.GetString(0)}"), ct)
            );
        return rows;
    }

    // All but the one that answers wherever there is nothing.
    private static IEnumerable<string> Readable(DoorsHost host) =>
        Paths(host, method => method is "GET").Concat(["/api-docs/index.html", "/nothing"]);

    private static IEnumerable<string> Acting(DoorsHost host) =>
        Paths(host, method => method is "POST").Except(Paths(host, method => method is "GET"));

    private static IEnumerable<string> Paths(DoorsHost host, Func<string, bool> isWanted) =>
        from endpoint in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Any(isWanted) is true
        select "/" + Parameter().Replace(endpoint.RoutePattern.RawText!, "1").TrimStart('/');

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
