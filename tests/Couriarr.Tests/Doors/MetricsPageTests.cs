using System.Text;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Metrics;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class MetricsPageTests
{
    private const string Rewrite = "COURIARR_WRITE_DOCS";

    [Fact]
    public async Task The_page_of_metrics_lists_what_there_is()
    {
        await using var host = await DoorsHost.StartAsync();
        using var servers = OfServers();
        var page = Page(
            host.Get<Ledger>()
                .Families.Concat(servers.Families)
                .DistinctBy(family => family.Name)
                .OrderBy(family => family.Name, StringComparer.Ordinal)
        );
        var file = Path.Combine(Root(), "docs", "metrics.md");
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
            await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);

        var written = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        Assert.True(page == written, $"docs/metrics.md differs from the instruments. Run this test with {Rewrite}=1 to write it anew.");
    }

    // What there is with the database or the queue on a server; none is needed to know the names.
    private static Ledger OfServers()
    {
        var pool = new PostgresPool(new PostgresOptions("nowhere", 1, "couriarr", "couriarr"));
        var crowd = new PostgresDatabase(pool, Company.Crowd, new NoFailPoints());
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Loops>()
            .AddSingleton(s => ActivatorUtilities.CreateInstance<PostgresWatch>(s, crowd, pool.Options))
            .AddSingleton(new RedisDurability(new RedisLink(RedisAddress.Parse("redis://nowhere"), TimeSpan.FromSeconds(1))))
            .AddInstruments<PostgresInstruments>()
            .AddInstruments<RedisInstruments>()
            .AddSingleton<Ledger>();
        return services.BuildServiceProvider().GetRequiredService<Ledger>();
    }

    private static string Page(IEnumerable<Family> families)
    {
        var page = new StringBuilder("# Metrics\n\n");
        page.Append(
            "What `GET /metrics` tells, in the text format of Prometheus. This page is made from the program; a test compares it.\n\n"
        );
        page.Append(
            "A label takes its values from a list that ends: never a title, a path or an id. A `tvmaze_*` metric whose feature has\n"
        );
        page.Append(
            "nothing to say yet is 0. `tvmaze_shows_total` has no type: it goes up and down, though its documented name is that of a counter.\n"
        );
        foreach (var room in families.GroupBy(family => family.Room).OrderBy(room => room.Key, StringComparer.Ordinal))
        {
            page.Append("\n## ").Append(room.Key["Couriarr.".Length..]).Append("\n\n| Name | Type | Labels | What |\n|---|---|---|---|\n");
            foreach (var family in room)
                page.Append($"| `{family.Name}` | {family.Type} | {Labels(family)} | {family.Help} |\n");
        }
        return page.ToString();
    }

    private static string Labels(Family family) =>
        family.Labels.Count == 0 ? "–" : string.Join(", ", family.Labels.Select(label => $"`{label}`"));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Couriarr.slnx")))
            folder =
                Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Couriarr.slnx is in no folder above the tests.");
        return folder;
    }
}
