using Couriarr.Features.Media;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Postgres;

namespace Couriarr.Tests.Transfers;

/// <summary>What /stats, /health and a single job tell of transfers.</summary>
[Trait("family", "carry")]
public sealed class NumbersTests
{
    private const string Movie = "Dune (2021)/Dune.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_numbers_tell_what_was_carried_and_what_was_given_up()
    {
        using var libraries = new Libraries();
        await using var host = await StartWithSomeAsync(libraries);

        await CarryHost.UntilAsync(async () => (await host.GetAsync("/stats")).GetProperty("total_failed").GetInt64() == 1);
        var stats = await host.GetAsync("/stats");
        var day = (await host.GetAsync("/health")).GetProperty("jobs_24h");

        string[] fields =
        [
            "movies_synced",
            "episodes_synced",
            "failures",
            "total_successful",
            "total_failed",
            "today_successful",
            "today_failed",
        ];
        Assert.Equal([1, 2, 1, 3, 1, 3, 1], fields.Select(field => stats.GetProperty(field).GetInt64()));
        Assert.InRange(stats.GetProperty("bytes_transferred").GetInt64(), 300_000, 310_000);
        Assert.EndsWith(" KB", stats.GetProperty("bytes_transferred_human").GetString(), StringComparison.Ordinal);
        Assert.Equal((3, 1), (day.GetProperty("success").GetInt64(), day.GetProperty("failed").GetInt64()));
    }

    [Fact]
    public async Task X56_a_clean_up_of_the_history_changes_no_total()
    {
        using var libraries = new Libraries();
        await using (var host = await StartWithSomeAsync(libraries))
        {
            var gone = await host.Get<IJobStore>().PruneAsync(new Pruning(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, 1000), Ct);
            Assert.True(gone > 0);
        }
        await using var next = await CarryHost.StartAsync(libraries);

        var stats = await next.GetAsync("/stats");

        Assert.Equal((3, 1), (stats.GetProperty("total_successful").GetInt64(), stats.GetProperty("total_failed").GetInt64()));
        Assert.Equal((0, 0), (stats.GetProperty("movies_synced").GetInt64(), stats.GetProperty("bytes_transferred").GetInt64()));
    }

    [Fact]
    public async Task A_season_that_is_named_is_counted_in_episodes()
    {
        using var libraries = new Libraries();
        libraries.Mappings = [libraries.Mappings[0] with { From = "/tv", Type = MediaType.Tv }];
        libraries.Put("Show (2020) {tvdb-1}/Season 01/Show.S01E01.mkv");
        libraries.Put("Show (2020) {tvdb-1}/Season 01/Show.S01E02E03.mkv");
        await using var host = await CarryHost.StartAsync(libraries);

        await host.PostAsync("/sync/manual", new { path = "/tv/Show (2020) {tvdb-1}/Season 01" });
        await host.IdleAsync();

        Assert.Equal(
            ["Show - S01E01", "Show - S01E02E03"],
            await host.AskAsync("SELECT title FROM sync_jobs WHERE status = 'success' ORDER BY title")
        );
        Assert.Equal(["3 2"], await host.AskAsync("SELECT episodes_synced || ' ' || files_synced FROM sync_stats"));
    }

    [Fact]
    public async Task A_job_shows_the_files_that_it_carried()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var root = await host.ImportAsync(Movie);
        await host.IdleAsync();
        var transfer = await host.UntilAsync("transfer-media", JobState.Succeeded);

        foreach (var id in new[] { root, transfer.Id })
        {
            var file = Assert.Single((await host.GetAsync($"/jobs/{id.Value}")).GetProperty("transfers").EnumerateArray());
            Assert.Equal(
                ("Dune (2021)", "success", "new", 100_000, $"/movies/{Movie}", Path.Combine(libraries.Source, Movie), libraries.At(Movie)),
                (
                    file.GetProperty("title").GetString(),
                    file.GetProperty("status").GetString(),
                    file.GetProperty("outcome").GetString(),
                    file.GetProperty("file_size").GetInt64(),
                    file.GetProperty("app_path").GetString(),
                    file.GetProperty("source_path").GetString(),
                    file.GetProperty("dest_path").GetString()
                )
            );
            Assert.Equal(transfer.Id.Value, file.GetProperty("job_id").GetInt64());
        }
    }

    [Fact]
    public async Task The_documented_question_to_the_table_is_answered_to_a_hand()
    {
        using var libraries = new Libraries();
        await using var host = await StartWithSomeAsync(libraries);
        var page = await File.ReadAllTextAsync(Path.Combine(House.Repository.Root, "docs", "transfers.md"), Ct);
        var sql = page.Split("```sql")[1].Split("```")[0].Trim();
        var time = SharedPostgres.IsAsked ? "to_timestamp(created_at / 1000)" : "datetime(created_at / 1000, 'unixepoch')";

        Assert.Matches(
            @"^Lost\|failed_permanent\|No entry of paths\.mappings .*\|[0-9]{13}$",
            await SharedPostgres.TypeAsync(libraries.Data, sql)
        );
        Assert.Contains($"`{time}`", page, StringComparison.Ordinal);
        Assert.Matches("^20[0-9]{2}-", await SharedPostgres.TypeAsync(libraries.Data, $"SELECT {time} FROM sync_jobs"));
    }

    private static async Task<CarryHost> StartWithSomeAsync(Libraries libraries)
    {
        libraries.Put(Movie);
        libraries.Put("Show/S01E01.mkv");
        libraries.Put("Show/S01E02.mkv");
        var host = await CarryHost.StartAsync(libraries);
        var lost = libraries.Movie("Lost", size: 1, id: 3);
        await host.ImportAsync(Movie);
        await host.ImportAsync(libraries.Season("Show/S01E01.mkv", "Show/S01E02.mkv"));
        await host.ImportAsync(lost with { Files = [lost.Files[0] with { Path = "/nowhere/lost.mkv" }] });
        await host.IdleAsync();
        return host;
    }
}
