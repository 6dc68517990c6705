using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Couriarr.Tests.Jobs;

/// <summary>Runs a theory once for each store; where there is no Redis, that one skips and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryStoreAttribute : DataAttribute
{
    private static readonly string[] Stores = ["memory", "sqlite", "redis"];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Stores.Select(store => new TheoryDataRow<string>(store))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
