using Couriarr.Tests.Configuration;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>./run reconcile, beside a service that runs.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class ReconcileVerbTests
{
    [Fact]
    public async Task The_verb_compares_shows_a_plan_and_has_it_done()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        using var room = new ConfigRoom()
            .With("COURIARR_API_KEY", stage.Host.ApiKey)
            .With("PORT", $"{stage.Host.Client.BaseAddress!.Port}");

        var compared = room.Run("reconcile", "--library", "movies", "--report-only");
        var planned = room.Run("reconcile", "plan", "--remove");
        var approved = room.Run("reconcile", "approve", "1", "--actions", "add", "remove");
        await stage.IdleAsync();

        Assert.Equal(1, compared.Code);
        Assert.Contains("movies: 1 in sync, 2 missing, 1 in an older version", compared.Output, StringComparison.Ordinal);
        Assert.Contains("Plan 1 of report 1: 2 to add, 1 to remove, 2 to replace", planned.Output, StringComparison.Ordinal);
        Assert.Contains("3 approved. Job", approved.Output, StringComparison.Ordinal);
        MendingTests.AssertSame(stage, "movies/New (2021)/New.mkv");
        Assert.False(File.Exists(Path.Join(stage.Far, "movies/Gone (2021)/Gone.mkv")));
        Assert.Equal(7000, new FileInfo(Path.Join(stage.Far, "movies/Better (2021)/Better.mkv")).Length);
    }
}
