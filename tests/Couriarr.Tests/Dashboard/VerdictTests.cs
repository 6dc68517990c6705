using Couriarr.Dashboard.Instances;
using Couriarr.Doors;
using Couriarr.Features.Instances;
using Xunit;

namespace Couriarr.Tests.Dashboard;

/// <summary>What the page says above the way of a file.</summary>
[Trait("family", "browser")]
public sealed class VerdictTests
{
    private static readonly string[] Way = ["app", "import", "mapping", "source", "file", "destination", "arrival"];

    [Theory]
    [InlineData("whole", "", "")]
    [InlineData("not_arrived", "arrival", "")]
    [InlineData("broken", "file", "destination arrival")]
    [InlineData("underway", "", "arrival")]
    [InlineData("unknown", "", "import mapping source file destination arrival")]
    public void Tells_a_way_that_holds_from_one_that_ends_somewhere(string verdict, string broken, string unknown)
    {
        var hops = Way.Select(name => new Hop(
            name,
            name == broken ? HopState.Broken
                : unknown.Split(' ').Contains(name) ? HopState.Unknown
                : HopState.Ok,
            "So it is."
        ));
        Assert.Equal($"instances.{verdict}", Verdict.Of(DiagnosisView.Of(Diagnosis.Of("hd", "/movies/a.mkv", [.. hops]))));
    }
}
