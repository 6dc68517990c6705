using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Notifications.Digests;
using Couriarr.Jobs;
using Couriarr.Jobs.Schedules;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.House;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class DigestTests
{
    private const string Approved = "tests/Couriarr.Tests/Notifications/daily-summary.approved.txt";
    private static readonly DateTimeOffset Tick = new(2026, 3, 1, 0, 5, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NOTE09_NOTE10_the_whole_text_is_the_approved_one()
    {
        await using var host = await StartAsync([Channel("main")], Radarr, now: Tick + TimeSpan.FromMinutes(1));
        await FillAsync(host);

        await host.Get<JobQueue>().EnqueueAsync(new SendDigest(Tick), ct: Ct);
        await host.UntilGotAsync("main", 1);

        var notice = host.Mailbox.Of("main")[0];
        var text = $"{notice.Title.Plain}\n{Told.Marked(notice.Body)}\n";
        if (Environment.GetEnvironmentVariable("COURIARR_WRITE_DOCS") is { Length: > 0 })
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, Approved), text, Ct);
        Assert.Equal(Repository.Read(Approved), text);
    }

    [Fact]
    public async Task A_day_without_anything_is_told_as_well_and_each_day_once()
    {
        await using var host = await StartAsync([Channel("main")], now: Tick);
        var queue = host.Get<JobQueue>();

        await queue.EnqueueAsync(new SendDigest(Tick), ct: Ct);
        await host.UntilGotAsync("main", 1);
        await queue.EnqueueAsync(new SendDigest(Tick + TimeSpan.FromHours(1)), ct: Ct);
        await host.IdleAsync();
        Assert.Single(host.Mailbox.Of("main"));

        await queue.EnqueueAsync(new SendDigest(Tick + TimeSpan.FromDays(1)), ct: Ct);
        await host.UntilGotAsync("main", 2);
        Assert.StartsWith(
            "*Saturday, 28 February 2026*\n\nSucceeded: 0\n",
            Told.Marked(host.Mailbox.Of("main")[0].Body),
            StringComparison.Ordinal
        );
        Assert.StartsWith("*Sunday, 1 March 2026*", Told.Marked(host.Mailbox.Of("main")[1].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NOTE11_a_person_may_have_it_sent_again_and_for_any_day()
    {
        await using var host = await StartAsync([Channel("main")], now: Tick);

        foreach (var path in new[] { "/summary/send", "/summary/send", "/summary/send?day=2026-02-14" })
            Assert.Equal(202, (await host.SendAsync(HttpMethod.Post, path)).Status);
        await host.UntilGotAsync("main", 3);

        Assert.Equal(
            ["*Saturday, 14 February 2026*", "*Saturday, 28 February 2026*", "*Saturday, 28 February 2026*"],
            host.Mailbox.Of("main").Select(n => Told.Marked(n.Body).Split('\n')[0]).Order(StringComparer.Ordinal)
        );
        Assert.Equal(400, (await host.SendAsync(HttpMethod.Post, "/summary/send?day=yesterday")).Status);
        Assert.Equal(400, (await host.SendAsync(HttpMethod.Post, "/summary/send?day=2026-03-02")).Status);
    }

    [Fact]
    public async Task NOTE11_who_asks_for_it_is_told_who_is_told()
    {
        var failures = new ChannelTerms { Events = ["given-up"] };
        await using var host = await StartAsync([Channel("main"), Channel("reserve", Backup), Channel("failures", failures)]);
        await using var deaf = await StartAsync([Channel("failures", failures)]);

        var (status, body) = await host.SendAsync(HttpMethod.Post, "/summary/send");
        await host.UntilGotAsync("main", 1);

        Assert.Equal((202, "main"), (status, Assert.Single(body.GetProperty("channels").EnumerateArray()).GetString()));
        Assert.Equal(409, (await deaf.SendAsync(HttpMethod.Post, "/summary/send")).Status);
    }

    [Fact]
    public async Task X16_it_is_due_at_five_past_midnight_in_the_zone_of_the_owner_and_the_report_on_mondays()
    {
        await using var host = await StartAsync([]);
        var lines = host.Get<Calendar>().Entries.ToDictionary(entry => entry.Name, entry => entry.Cron);

        Assert.Equal(("5 0 * * *", "10 0 * * 1"), (lines["daily-summary"], lines["weekly-summary"]));
    }

    [Fact]
    public async Task A_week_of_which_nobody_has_anything_to_say_is_skipped_and_else_told()
    {
        await using var quiet = await StartAsync([Channel("main")], now: Tick);
        await using var host = await StartAsync([Channel("main")], now: Tick, more: s => s.AddSingleton<IDigestPart, WeekOfTests>());
        var weekly = new SendDigest(new DateTimeOffset(2026, 3, 2, 0, 10, 0, TimeSpan.Zero)) { Weekly = true };

        await quiet.Get<JobQueue>().EnqueueAsync(weekly, ct: Ct);
        await host.Get<JobQueue>().EnqueueAsync(weekly, ct: Ct);
        await host.UntilGotAsync("main", 1);
        await UntilAsync(async () =>
            (await quiet.Get<IJobReader>().ListAsync(new JobQuery([JobState.Skipped], "send-digest"), Ct)).Count == 1
        );

        Assert.Equal("*23 February to 1 March 2026*\n\n*Gaps*\n• 3 files", Told.Marked(host.Mailbox.Of("main")[0].Body));
    }

    [Fact]
    public void A_period_begins_and_ends_with_the_local_day_also_when_the_clock_changes()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var day = new DateOnly(2026, 3, 29);

        var period = new Period(day, day, berlin);

        Assert.Equal(TimeSpan.FromHours(23), period.Until - period.From);
        Assert.True(period.IsDay);
    }

    private static CouriarrOptions Radarr(CouriarrOptions options) =>
        options with
        {
            Instances = new Dictionary<string, Member<InstanceTerms>>
            {
                ["radarr-hd"] = new("radarr-hd", "radarr", new(), new ArrOptions { Url = new("http://127.0.0.1:9"), ApiKey = new("k") }),
                ["sonarr"] = new("sonarr", "sonarr", new(), new ArrOptions { Url = new("http://127.0.0.1:9"), ApiKey = new("k") }),
            },
        };

    private static Task<bool> FillAsync(NoticeHost host) =>
        host.Get<Database>()
            .WriteAsync(
                async session =>
                {
                    var noon = (Tick - TimeSpan.FromHours(12)).ToUnixTimeMilliseconds();
                    await session.ExecuteAsync(
                        """
                        INSERT INTO sync_stats (date, movies_synced, episodes_synced, bytes_transferred, failures, retries, files_synced)
                        VALUES ('2026-02-27', 9, 9, 9, 9, 9, 9), ('2026-02-28', 3, 9, 48635535360, 2, 4, 12), ('2026-03-01', 8, 8, 8, 8, 8, 8)
                        """
                    );
                    for (var n = 1; n <= 7; n++)
                        await AddAsync(session, $"Movie *{n}* (2001)", "failed_permanent", n <= 6 ? noon : 0, "rsync: line one\nline two");
                    await AddAsync(session, "Dune (2021)", "success", noon, null);
                    await AddAsync(session, "Dark - S01E01", "failed", noon, "timeout");
                    for (var n = 1; n <= 3; n++)
                        await session.ExecuteAsync(
                            "INSERT INTO history_imports (instance, path, imported_at, title, file_path, outcome, found_at) VALUES ('radarr-hd', @p1, @p2, 't', @p1, 'heard', 0)",
                            n == 1 ? "/app/Dune (2021)" : $"/app/{n}",
                            noon
                        );
                    await session.ExecuteAsync(
                        "INSERT INTO error_kinds (day, kind, sentence, count) VALUES ('2026-02-28', 'k', 'The loop fell', 12)"
                    );
                    return true;
                },
                WriteKind.Growth,
                Ct
            );

    private static ValueTask<int> AddAsync(Session session, string title, string status, long at, string? error) =>
        session.ExecuteAsync(
            """
            INSERT INTO sync_jobs (job_type, source_path, dest_path, title, status, created_at, completed_at, batch, work, app_path, error_message)
            VALUES ('movie', '/a', '/b', @p1, @p2, @p3, @p3, 1, 'radarr-hd:1', @p4, @p5)
            """,
            title,
            status,
            at,
            $"/app/{title}",
            error
        );

    private sealed class WeekOfTests : IDigestPart
    {
        public Task<IReadOnlyList<DigestPart>> OfAsync(Period period, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<DigestPart>>(period.IsDay ? [] : [new DigestPart(1, "Gaps", ["3 files"])]);
    }
}
