using Couriarr.Features.Media;

namespace Couriarr.Features.Instances;

/// <summary>Whether a file has arrived, by what really lies at the destination. Pure.</summary>
internal static class Arrival
{
    private const string Name = "arrival";

    public static Hop Of(Way way, Look original, Look copy, Standing standing) =>
        (original.Facts, copy.Facts) switch
        {
            _ when !copy.Answered => new(
                Name,
                HopState.Unknown,
                $"{way.Destination} does not answer, so nobody knows whether it has arrived."
            ),
            ({ } here, { } there) when there.IsSameVersion(here) => new(Name, HopState.Ok, $"{way.DestinationFile} has arrived."),
            (_, null) when standing is Standing.Underway => new(
                Name,
                HopState.Unknown,
                $"It has not arrived yet, but waits to be carried; it will become {way.DestinationFile}."
            ),
            _ when standing is Standing.Underway => new(
                Name,
                HopState.Unknown,
                $"{way.DestinationFile} is there in another version; it waits to be replaced."
            ),
            (_, null) => new(
                Name,
                HopState.Broken,
                $"It has not arrived: there is no {way.DestinationFile}, and {Why(standing)} {Carry(way)}"
            ),
            ({ } here, { } there) when here.Size == there.Size => new(
                Name,
                HopState.Unknown,
                $"{way.DestinationFile} is there with the size of the original, but of another time: it may be an older version, or somebody else's copy."
            ),
            _ => new(Name, HopState.Broken, $"{way.DestinationFile} is there with another size, and {Why(standing)} {Carry(way)}"),
        };

    /// <summary>On another machine, by what the transfers tell alone.</summary>
    public static Hop OfRemote(Way way, Standing standing) =>
        standing switch
        {
            Standing.Arrived => new(Name, HopState.Ok, $"{way.DestinationFile} was carried."),
            Standing.Underway => new(Name, HopState.Unknown, $"It waits to be carried; it will become {way.DestinationFile}."),
            _ => new(Name, HopState.Broken, $"It was not carried: {Why(standing)} {Carry(way)}"),
        };

    private static string Why(Standing standing) =>
        standing switch
        {
            Standing.Arrived => "it was carried once: somebody changed or removed it there since.",
            Standing.GivenUp => "its transfer was given up.",
            Standing.Cancelled => "somebody cancelled its transfer.",
            Standing.Replaced => "something newer came under its name.",
            Standing.Gone => "when it was to be carried its original was not there.",
            _ => "nobody has it to carry.",
        };

    private static string Carry(Way way) => $"Say ./run sync \"{way.SourceFile}\".";
}
