using Couriarr.Features.Places;

namespace Couriarr.Tests.Transfers;

[Trait("family", "carry")]
public sealed class AbsenceTests
{
    [Fact]
    public async Task A_folder_that_is_back_after_a_restart_was_away_since_before_it()
    {
        var ct = TestContext.Current.CancellationToken;
        using var libraries = new Libraries();
        var away = libraries.Destination + "-away";
        await using (var before = await CarryHost.StartAsync(libraries, clock: new Later(TimeSpan.FromHours(-5))))
        {
            await before.Get<MountWatch>().LookAsync(ct);
            Directory.Move(libraries.Destination, away);
            await CarryHost.UntilAsync(async () =>
            {
                await before.Get<MountWatch>().LookAsync(ct);
                return before.Told.All.Contains("lost destination of movies");
            });
        }

        Directory.Move(away, libraries.Destination);
        await using var after = await CarryHost.StartAsync(libraries);
        await CarryHost.UntilAsync(() => Task.FromResult(!after.Told.Absences.IsEmpty));

        Assert.InRange(Assert.Single(after.Told.Absences), TimeSpan.FromHours(4.9), TimeSpan.FromHours(5.5));
    }

    /// <summary>The time, some hours off.</summary>
    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
