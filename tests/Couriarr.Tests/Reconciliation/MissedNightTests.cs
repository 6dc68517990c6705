using System.Globalization;
using System.Text.Json;
using Couriarr.Storage.Sql;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>A service that was off in the night.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class MissedNightTests
{
    [Fact]
    public async Task E12_off_for_three_nights_it_compares_once_for_the_last_of_them()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        stage.Lent = Directory.CreateDirectory(Path.Join(stage.Root, "data")).FullName;
        // At an hour that does not come while this runs.
        var missed = TimeProvider.System.GetUtcNow().AddHours(-6);
        missed = new DateTimeOffset(missed.Year, missed.Month, missed.Day, missed.Hour, missed.Minute, 0, TimeSpan.Zero);
        var line = missed.ToString("m H * * *", CultureInfo.InvariantCulture);
        stage.Options = stage.Options with { Schedules = new Dictionary<string, string> { ["reconcile"] = line } };
        await using (var before = await stage.StartAsync())
        {
            await UntilAsync(async () => (await stage.AskAsync("SELECT line FROM schedule_ticks WHERE schedule = 'reconcile'")).Count == 1);
            await before
                .Get<Database>()
                .WriteAsync(
                    session => session.ExecuteAsync("UPDATE schedule_ticks SET tick_at = tick_at - 259200000 WHERE schedule = 'reconcile'"),
                    WriteKind.Upkeep,
                    Ct
                );
        }

        await stage.StartAsync();
        var runs = Array.Empty<JsonElement>();
        await UntilAsync(async () =>
            (runs = [.. (await stage.Host.GetAsync("/reconcile/reports")).EnumerateArray()]).Any(run =>
                run.GetProperty("ended_at").ValueKind is JsonValueKind.String
            )
        );

        var run = Assert.Single(runs);
        Assert.Equal("nightly", run.GetProperty("occasion").GetString());
        Assert.Equal(missed, run.GetProperty("tick").GetDateTimeOffset());
        Assert.Equal(4, run.GetProperty("queued").GetInt32());
        await stage.IdleAsync();
        Assert.Single(stage.Heard.All);
    }
}
