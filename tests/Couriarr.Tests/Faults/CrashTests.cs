using Couriarr.CrashRig;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

[Trait("family", "jobs")]
[Trait("slow", "yes")]
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Sixty_kills_lose_nothing_double_nothing_and_leave_nothing_stuck()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        using var log = new StringWriter();

        var isClean = await CrashScenario.KillsAsync(60, Random.Shared.Next(), log, Ct);

        output.WriteLine(log.ToString());
        Assert.True(isClean, log.ToString());
    }
}
