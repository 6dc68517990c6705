using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Transfers;

/// <summary>How much may be removed, and what is known of it afterwards.</summary>
[Trait("family", "carry")]
public sealed class RemovalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EXP50_many_events_of_one_removal_each_remove_no_more_in_an_hour_than_one_of_many()
    {
        using var libraries = new Libraries();
        List<JobId> dead;
        await using (var host = await libraries.StartMirrorAsync(new() { Deletes = true, MaxDeletes = 3 }))
        {
            await BringAsync(host, 7);
            dead = await LoseAsync(host, 1, 6);

            Assert.Equal(3 + 1, libraries.Delivered.Count());
            Assert.Equal(3, dead.Count);
            var refused = Assert.Single(host.Told.All, text => text.StartsWith("refused", StringComparison.Ordinal));
            Assert.Contains("sync.mirror.max_deletes", refused, StringComparison.Ordinal);
        }
        await using (var same = await libraries.StartMirrorAsync(new() { Deletes = true, MaxDeletes = 3 }))
        {
            dead.AddRange(await LoseAsync(same, 7, 7));
            Assert.Equal(4, dead.Count);
            Assert.DoesNotContain(same.Told.All, text => text.StartsWith("refused", StringComparison.Ordinal));
        }
        await using var raised = await libraries.StartMirrorAsync(new() { Deletes = true, MaxDeletes = 7 });
        foreach (var job in dead)
        {
            await raised.Get<JobDesk>().RetryAsync(job, Ct);
            Assert.Equal(JobState.Succeeded, (await raised.EndOfAsync(job)).State);
        }
        Assert.Empty(libraries.Delivered);
    }

    [Fact]
    public async Task EXP50_what_was_refused_may_be_removed_when_the_hour_is_over()
    {
        using var libraries = new Libraries();
        await using var host = await libraries.StartMirrorAsync(new() { Deletes = true, MaxDeletes = 1 });
        await BringAsync(host, 3);
        var dead = await LoseAsync(host, 1, 2);
        var note = (await host.Get<IJobReader>().FindAsync(Assert.Single(dead), Ct))!.Note;
        Assert.Matches("^1 file of M[12] would be removed and 1 file of the last hour were, more than the 1 an hour", note);
        Assert.EndsWith("or retry it in an hour. If not, look after the library first.", note, StringComparison.Ordinal);

        await host.Get<Database>()
            .WriteAsync(s => s.ExecuteAsync("UPDATE sync_jobs SET removed_at = removed_at - 3600001"), WriteKind.Upkeep, Ct);
        await host.Get<JobDesk>().RetryAsync(dead[0], Ct);

        Assert.Equal(JobState.Succeeded, (await host.EndOfAsync(dead[0])).State);
        Assert.Equal(["M3/m.mkv"], libraries.Delivered);
    }

    [Fact]
    public async Task What_was_removed_stays_a_success_everywhere_and_the_title_tells_of_both()
    {
        using var libraries = new Libraries();
        await using var host = await libraries.StartMirrorAsync(new() { Deletes = true });
        await BringAsync(host, 2);
        var before = await NumbersAsync(host, 2);

        var job = await host.MirrorAsync(Gone(libraries, 1));

        Assert.Equal(before, await NumbersAsync(host, 2));
        var moments = (await host.GetAsync("/titles/radarr:1/timeline")).GetProperty("moments").EnumerateArray().ToList();
        Assert.Contains(moments, m => Words(m) == "transfer success");
        var removed = Assert.Single(moments, m => Words(m) == "transfer removed");
        Assert.Equal(job.Id.Value, removed.GetProperty("job").GetInt64());
        Assert.Equal(
            $"M1 was removed at {libraries.At("M1/m.mkv")}: It was deleted upstream.",
            removed.GetProperty("sentence").GetString()
        );
        var standing = await host.Get<IArrivals>().StandingAsync("radarr", ["/movies/M1/m.mkv"], Ct);
        Assert.Equal(Standing.Arrived, standing["/movies/M1/m.mkv"]);
        Assert.Equal(JobState.Skipped, (await host.MirrorAsync(Gone(libraries, 1))).State);
    }

    [Fact]
    public async Task What_came_again_after_it_was_removed_is_ours_again()
    {
        using var libraries = new Libraries();
        await using var host = await libraries.StartMirrorAsync(new() { Deletes = true });
        await BringAsync(host, 2);
        await host.MirrorAsync(Gone(libraries, 1));
        await BringAsync(host, 1);
        libraries.AssertSame("M1/m.mkv");

        Assert.Equal(JobState.Succeeded, (await host.MirrorAsync(Gone(libraries, 1))).State);

        Assert.Equal(["M2/m.mkv"], libraries.Delivered);
    }

    [Fact]
    public async Task A_removal_that_was_cut_off_after_it_was_written_down_is_done_by_the_next_run_and_counted_once()
    {
        using var libraries = new Libraries();
        await using var host = await libraries.StartMirrorAsync(new() { Deletes = true, MaxDeletes = 1 });
        await BringAsync(host, 2);
        var id = await host.Get<JobQueue>()
            .EnqueueAsync(Gone(libraries, 1), new EnqueueOptions(DateTimeOffset.UnixEpoch.AddYears(200)), Ct);
        await host.Get<Database>()
            .WriteAsync(
                s => s.ExecuteAsync("UPDATE sync_jobs SET removed_at = @p1, removed_by = @p2 WHERE work = 'radarr:1'", Now, id.Value),
                WriteKind.Upkeep,
                Ct
            );

        Assert.Equal(JobState.Succeeded, (await host.EndOfAsync(id)).State);

        Assert.Equal(["M2/m.mkv"], libraries.Delivered);
        Assert.True(libraries.Recycled("M1/m.mkv"));
    }

    [Fact]
    public async Task A_library_that_is_away_holds_up_no_removal_from_another()
    {
        using var libraries = new Libraries();
        var away = Path.Combine(libraries.Root, "away");
        libraries.Mappings =
        [
            .. libraries.Mappings,
            new()
            {
                From = "/tv",
                Source = away,
                Destination = away,
            },
        ];
        await using var host = await libraries.StartMirrorAsync(new() { Deletes = true });
        await BringAsync(host, 2);

        Assert.Equal(JobState.Succeeded, (await host.MirrorAsync(Gone(libraries, 1))).State);

        Assert.Equal(["M2/m.mkv"], libraries.Delivered);
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task BringAsync(CarryHost host, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            host.Libraries.Put($"M{i}/m.mkv");
            await host.ImportAsync($"M{i}/m.mkv", id: i);
        }
        await host.IdleAsync();
    }

    /// <returns>Those that were refused.</returns>
    private static async Task<List<JobId>> LoseAsync(CarryHost host, int first, int last)
    {
        host.Libraries.Put("Stays/s.mkv");
        var ends = await Task.WhenAll(
            Enumerable.Range(first, last - first + 1).Select(number => host.MirrorAsync(Gone(host.Libraries, number)))
        );
        await CarryHost.UntilAsync(async () => !(await host.Get<IJobReader>().CensusAsync(Ct)).Any(c => c.Kind is "note"));
        return [.. ends.Where(job => job.State is JobState.Dead).Select(job => job.Id)];
    }

    private static MirrorMedia Gone(Libraries libraries, int number)
    {
        libraries.Lose($"M{number}/m.mkv");
        return new MirrorMedia(libraries.Movie($"M{number}/m.mkv", size: 1, id: number).Work, [], []) { Everything = true };
    }

    private static async Task<(long, long, string)> NumbersAsync(CarryHost host, long carried)
    {
        await CarryHost.UntilAsync(async () => (await host.GetAsync("/stats")).GetProperty("total_successful").GetInt64() == carried);
        var day = (await host.GetAsync("/health")).GetProperty("jobs_24h").GetProperty("success").GetInt64();
        var today = (await host.GetAsync("/stats")).GetProperty("today_successful").GetInt64();
        return (day, today, Assert.Single(await host.AskAsync("SELECT movies_synced || ' ' || files_synced FROM sync_stats")));
    }

    private static string Words(JsonElement moment) => $"{moment.GetProperty("what")} {moment.GetProperty("outcome")}";
}
