using System.Text.Json;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;
using Couriarr.Storage;

namespace Couriarr.Doors.Described;

/// <summary>Answers as they look on a good day, for /api-docs.</summary>
internal static class Examples
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly JobId Id = new(1234);

    public const string Metrics = """
        # HELP couriarr_jobs Jobs that have not ended, by kind and state.
        # TYPE couriarr_jobs gauge
        couriarr_jobs{kind="backup",state="waiting"} 0

        """;

    public static Mistake Mistake { get; } = new("What happened, to which thing, and what to do about it.");

    public static HealthView Health { get; } = new("healthy", Noon, Noon.AddHours(-12), new LastDay(15, 2), []);

    public static ReadyView NotReady { get; } = new(false, ["Couriarr is shutting down."]);

    public static StatsView Stats { get; } =
        new(100, 5, 10, 1)
        {
            MoviesSynced = 10,
            EpisodesSynced = 25,
            Failures = 2,
            BytesTransferred = 150_000_000_000,
        };

    public static JobView Job { get; } =
        JobView.Of(
            new JobRecord(Id, "backup", "maintenance", 8, "{}", JobState.Succeeded)
            {
                RunAt = Noon,
                CreatedAt = Noon,
                StartedAt = Noon.AddSeconds(1),
                CompletedAt = Noon.AddSeconds(3),
                RootId = Id,
                MaxRetries = 3,
            }
        );

    private static JobView Running { get; } =
        JobView.Of(
            new JobRecord(new JobId(1235), "transfer-media", "transfer", 2, """{"mapping": "movies"}""", JobState.Running)
            {
                RunAt = Noon,
                CreatedAt = Noon,
                StartedAt = Noon.AddSeconds(1),
                RootId = Id,
                ParentId = Id,
                MaxRetries = 5,
            }
        ) with
        {
            Progress = new JobProgress(4_294_967_296, 17_179_869_184, "Film (2021)", "4 GB at 110.20MB/s, 0:01:57 left"),
        };

    public static JobPage Page { get; } = new([Running, Job], "/jobs?before=1234");

    public static JobDetail Detail { get; } =
        new(
            Job,
            [new JobAttempt(1, Noon.AddMinutes(-5), Noon.AddMinutes(-4), "failed", "data disk full: 3 MB free in /data")],
            1,
            [Job with { Payload = null }],
            []
        );

    public static LaneView Lane { get; } = new("maintenance", 1, 0, 0, Paused: false, Reason: null);

    public static NodeView Node { get; } =
        new("nas", "0.1.0", Live: true, Here: true, Noon.AddHours(-12), Noon, 1, ["maintenance", "transfer"], ["route:movies"]);

    public static LaneView PausedLane { get; } = Lane with { Paused = true, Reason = "Paused by hand." };

    public static ScheduleView Schedule { get; } =
        new(
            "backup",
            "0 4 * * *",
            "Europe/Berlin",
            Noon.AddHours(15),
            new LastRun(Noon, Id, JobState.Succeeded, Noon, Noon.AddSeconds(2), null)
        );

    public static SystemView System { get; } =
        new("1.0.0", ".NET 10.0.12", "3.46.1", "3.5.0", "Debian GNU/Linux 13", "X64") { Database = "SQLite 3.46.1" };

    public static Backup Backup { get; } = new("couriarr-20260101-120000.db", 4_194_304, Noon);

    public static LiveEvent Live { get; } = new("job:started", new LiveJob(Id, Id, "backup", "maintenance", JobState.Running, null));

    public static Taken Webhook { get; } = new("accepted", 77, Message: null, Warning: null);

    public static InboxView InboxEntry { get; } =
        new(
            77,
            "radarr-hd",
            "radarr",
            "Download",
            "accepted",
            "radarr-hd:212",
            "The Glass Ferry",
            Warning: null,
            Noon,
            Deliveries: 1,
            ReplayedFrom: null,
            Id.Value,
            Noon.AddSeconds(1),
            "radarr-hd imported The Glass Ferry (2021) in Bluray-1080p"
        );

    public static InboxPage InboxPage { get; } = new([InboxEntry], "/inbox?before=77");

    public static InboxDetail InboxDetail { get; } =
        new(InboxEntry, JsonSerializer.Deserialize<JsonElement>("""{"movie": {"id": 212}, "eventType": "Download"}"""));

    public static RejectedView Rejected { get; } =
        new(Noon, "radarr-hd", "Radarr/6.1.0 (debian 12)", "The body is empty.", Bytes: 0, Text: "");

    public static LogTail Log { get; } =
        new([new LogLineView(Noon, "WARNING", 1234, 1234, "backup", 1, "Judge", "backup #1234 failed (retry 1/3)")], Troubles: []);

    public static LogFiles LogFiles { get; } = new([new LogFileView("application-1", "sync_webhook.log.1", 10_485_012, Noon)]);

    public static string LogText { get; } = "2026-01-01 12:00:00.000 +00:00 INFO     Banner: Couriarr is up";

    /// <summary>As the door would say it.</summary>
    public static string Text(object content) => content as string ?? JsonSerializer.Serialize(content, content.GetType(), Answers.Json);
}
