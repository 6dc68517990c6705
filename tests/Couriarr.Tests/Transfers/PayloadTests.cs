using System.Text.Json;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>What an app told stands beside what came of it.</summary>
[Trait("family", "carry")]
public sealed class PayloadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SYNC16_the_whole_webhook_stands_in_the_first_row_of_its_files_and_only_there()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);

        await TellAsync(host, 3);

        var told = await host.AskAsync("SELECT webhook_payload FROM sync_jobs ORDER BY id");
        Assert.Equal(["", ""], told[1..]);
        var payload = JsonDocument.Parse(told[0]).RootElement;
        Assert.Equal("Download", payload.GetProperty("eventType").GetString());
        Assert.Equal(3, payload.GetProperty("episodeFiles").GetArrayLength());
        Assert.Equal("kept as it came", payload.GetProperty("release").GetProperty("releaseTitle").GetString());
        Assert.Equal(await host.AskAsync("SELECT payload FROM webhook_inbox"), told[..1]);
    }

    [Fact]
    public async Task The_documented_question_finds_the_webhook_of_every_file()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);
        await TellAsync(host, 3);
        var page = await File.ReadAllTextAsync(Path.Combine(House.Repository.Root, "docs", "transfers.md"), Ct);
        var sql = page.Split("```sql")[2].Split("```")[0].Trim().TrimEnd(';');

        var answers = await host.AskAsync($"SELECT title FROM ({sql}) AS told WHERE webhook_payload LIKE '{{%episodeFiles%'");

        Assert.Equal(["Show - S01E01", "Show - S01E02", "Show - S01E03"], answers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_told_long_ago_is_forgotten_here_as_in_the_inbox()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);
        await TellAsync(host, 1);
        await host.Get<Database>().WriteAsync(s => s.ExecuteAsync("UPDATE sync_jobs SET created_at = 0"), WriteKind.Upkeep, Ct);

        await host.Get<JobQueue>().EnqueueAsync(new ClearTransfers(), ct: Ct);
        await host.IdleAsync();

        Assert.Equal(["Show - S01E01 "], await host.AskAsync("SELECT title || ' ' || coalesce(webhook_payload, '') FROM sync_jobs"));
    }

    [Fact]
    public async Task What_a_database_of_before_knows_of_a_file_is_not_taken_for_a_webhook()
    {
        await using var scratch = new ScratchDatabase
        {
            Lines = [TransfersModule.Tables with { Steps = [.. TransfersModule.Tables.Steps.Take(2)] }],
        };
        await scratch.OpenAsync();
        await scratch.Database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    """
                    INSERT INTO sync_jobs (job_type, source_path, dest_path, webhook_payload, created_at, batch, work, app_path)
                    VALUES ('movie', '/s', '/d', '{"path":"/movies/a.mkv"}', 0, 1, 'radarr:1', '/movies/a.mkv')
                    """
                ),
            WriteKind.Upkeep,
            Ct
        );
        await scratch.CloseAsync();

        scratch.Lines = [TransfersModule.Tables];
        await scratch.OpenAsync();

        Assert.Equal(
            ["""{"path":"/movies/a.mkv"} """],
            await scratch.Database.ReadAsync(
                s => s.QueryAsync("SELECT file || ' ' || coalesce(webhook_payload, '') FROM sync_jobs", row => row.GetString(0)),
                Ct
            )
        );
    }

    private static async Task TellAsync(CarryHost host, int episodes)
    {
        var numbers = Enumerable.Range(1, episodes).ToList();
        foreach (var n in numbers)
            host.Libraries.Put($"Show/S01E0{n}.mkv");
        var (status, _) = await host.PostAsync(
            "/sync/sonarr",
            new
            {
                eventType = "Download",
                series = new
                {
                    id = 5,
                    title = "Show",
                    path = "/movies/Show",
                },
                episodes = numbers.Select(n => new
                {
                    id = n,
                    episodeNumber = n,
                    seasonNumber = 1,
                }),
                episodeFiles = numbers.Select(n => new
                {
                    id = n,
                    relativePath = $"S01E0{n}.mkv",
                    path = $"/movies/Show/S01E0{n}.mkv",
                    size = 100_000,
                }),
                release = new { releaseTitle = "kept as it came" },
            }
        );
        Assert.Equal(200, status);
        await CarryHost.UntilAsync(async () =>
            (await host.Get<IJobReader>().ListAsync(new JobQuery([JobState.Succeeded], "transfer-media"), Ct)).Count > 0
        );
        await host.IdleAsync();
    }
}
