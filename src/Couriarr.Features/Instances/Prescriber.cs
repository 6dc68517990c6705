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

/// <summary>Writes the mapping that would mend a way, after looking where the file really is.</summary>
internal sealed class Prescriber(Ways ways, Ground ground)
{
    /// <param name="way">The mapping that there is and that does not lead to the file.</param>
    public async Task<string> ProposeAsync(Sample sample, Way? way, ArrApp app, CancellationToken ct)
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
        return Mapping(sample, way, app, found);
    }

    private string Mapping(Sample sample, Way? way, ArrApp app, string? found)
    {
        var source = found ?? "/where/we/see/it";
        var destination = way?.Destination ?? ways.DestinationFor(sample.Library.Split('/')[^1]);
        var type = app switch
        {
            ArrApp.Radarr => "movie",
            ArrApp.Sonarr => "tv",
            ArrApp.Lidarr => "music",
            _ => "book",
        };
        return $$"""
            paths:
              mappings:
                - { from: {{YamlText.Of(sample.Library)}}, source: {{YamlText.Of(source)}}, destination: {{YamlText.Of(
                destination
            )}}, type: {{type}} }
            """.ReplaceLineEndings(
            "\n"
        );
    }
}
