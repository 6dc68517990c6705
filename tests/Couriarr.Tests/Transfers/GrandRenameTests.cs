using System.Net;
using System.Text;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Fixtures;

namespace Couriarr.Tests.Transfers;

/// <summary>More files are renamed at once than one job renames at the destination.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class GrandRenameTests
{
    private const int Told = 2_400,
        Brought = 700;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_series_that_is_renamed_at_once_is_renamed_at_the_destination()
    {
        using var libraries = new Libraries();
        await using var host = await libraries.StartMirrorAsync(new() { Renames = true });
        var all = Enumerable.Range(0, Brought).ToList();
        foreach (var n in all)
            File.SetLastWriteTimeUtc(
                Put(libraries.At($"Show/{GrandRename.Old(n)}")),
                File.GetLastWriteTimeUtc(libraries.Put($"Show/{GrandRename.New(n)}", 10))
            );
        await host.Get<Database>().WriteAsync(session => BringAsync(session, all), WriteKind.Upkeep, Ct);
        using var body = new StringContent(GrandRename.Of(Told, series: 7, "/movies/Show"), Encoding.UTF8, "application/json");
        Assert.True(body.Headers.ContentLength > 2 << 20);

        using var answer = await host.Client.PostAsync("/webhooks/sonarr", body, Ct);
        await CarryHost.UntilAsync(
            () => Task.FromResult(all.TrueForAll(n => File.Exists(libraries.At($"Show/{GrandRename.New(n)}")))),
            120
        );
        await host.IdleAsync(60);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(all.Select(n => $"Show/{GrandRename.New(n)}").Order(StringComparer.Ordinal), libraries.Delivered);
        Assert.Equal([$"{Told}"], await host.AskAsync("SELECT '' || count(*) FROM sync_renames"));
    }

    private static string Put(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[10]);
        return path;
    }

    private static async ValueTask<int> BringAsync(Session session, IEnumerable<int> files)
    {
        foreach (var n in files)
            await session.ExecuteAsync(
                """
                INSERT INTO sync_jobs (job_type, source_path, dest_path, status, created_at, batch, mapping, work, app_path, within, file)
                VALUES ('episode', '', '', 'success', 0, 1, 'movies', 'sonarr:7', @p1, @p2, '{"path": ""}')
                """,
                $"/movies/Show/{GrandRename.Old(n)}",
                $"Show/{GrandRename.Old(n)}"
            );
        return 0;
    }
}
