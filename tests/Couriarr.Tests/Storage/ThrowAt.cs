using Couriarr.Jobs;

namespace Couriarr.Tests.Storage;

internal sealed class FaultException(string point) : Exception(point);

/// <summary>Throws the n-th time a point is reached, and never again.</summary>
internal sealed class ThrowAt(string point, int time) : IFailPoints
{
    private int reached;

    public int Reached => reached;

    public void Reach(string at)
    {
        if (at == point && Interlocked.Increment(ref reached) == time)
            throw new FaultException(point);
    }
}
