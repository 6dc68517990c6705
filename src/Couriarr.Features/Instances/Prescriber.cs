using Couriarr.Features.Arr;
using Couriarr.Features.Configuration.Showing;

namespace Couriarr.Features.Instances;

/// <summary>The file that the way is tried with, as the app sees it.</summary>
/// <param name="Folder">Its movie's or series'; null when that is not known.</param>
internal sealed record Sample(string Path, long? Size, string? Folder)
{
    /// <summary>The folder that all its kin lie in.</summary>
    public string Library => Path[..^(Tail.Length + 1)] is { Length: > 0 } library ? library : "/";

    /// <summary>What of its path is the same wherever the library is mounted.</summary>
    public string Tail
    {
        get
        {
            var work = Folder is { } folder && Path.StartsWith($"{folder}/", StringComparison.Ordinal) ? folder : UpTwo(Path);
            return Path[(work.LastIndexOf('/') + 1)..];
        }
    }

    private static string UpTwo(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : path;
}

/// <summary>Looks where the file of a way that does not hold really is, for the mapping that would mend it.</summary>
internal sealed class Prescriber(Ways ways, Ground ground)
{
    /// <param name="way">The mapping that there is and that does not lead to the file.</param>
    public async Task<string> ProposeAsync(Sample sample, Way? way, string instance, ArrApp app, CancellationToken ct)
    {
        // The search ends with the request, and with the patience for it.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var roots = ways.Sources;
        var found = await ground.AsideAsync(
            () => FileSearch.Find(roots.Concat(FileSearch.MountPoints()), sample.Tail, sample.Size, over.Token),
            () => null,
            ct
        );
        await over.CancelAsync();
        var owner = way?.Instance ?? (ways.IsShared(way?.From.TrimEnd('/') ?? sample.Library, instance) ? instance : null);
        return Prescription.For(sample.Library, found ?? "/where/we/see/it", way, owner, ways.DestinationFor).Lines(app);
    }
}
