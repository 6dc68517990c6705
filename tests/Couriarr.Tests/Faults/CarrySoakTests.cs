using Couriarr.CrashRig.Carry;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class CarrySoakTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_import_arrives_once_and_whole_while_all_kinds_of_faults_come()
    {
        Assert.SkipUnless(CarrySoak.IsPossible, "It needs root, bindfs, /dev/fuse, rsync and sqlite3.");
        using var log = new StringWriter();

        var isClean = await CarrySoak.RunAsync(60, TimeSpan.FromSeconds(40), Random.Shared.Next(), log, Ct);

        output.WriteLine(log.ToString());
        Assert.True(isClean, log.ToString());
    }
}
