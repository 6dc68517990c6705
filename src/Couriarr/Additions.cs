using Couriarr.Jobs;

namespace Couriarr;

/// <summary>What a program that is Couriarr and a little more brings along. The product brings nothing; a test brings jobs, doors and faults.</summary>
internal sealed record Additions
{
    public static readonly Additions None = new();

    public IFailPoints FailPoints { get; init; } = new NoFailPoints();

    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public Func<Stream> Output { get; init; } = Console.OpenStandardOutput;

    public Action<IEndpointRouteBuilder> Doors { get; init; } = _ => { };
}
