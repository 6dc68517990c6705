namespace Couriarr.Jobs;

/// <summary>Named places where a test may kill, throw or delay. The product runs with <see cref="NoFailPoints"/>.</summary>
internal interface IFailPoints
{
    void Reach(string point);
}

internal sealed class NoFailPoints : IFailPoints
{
    public void Reach(string point) { }
}
