using System.Text.Json;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Media;

namespace Couriarr.Features.Players.Kinds;

/// <summary>Plex: a folder is looked at anew in each section that has it. Whom it does not concern, Plex does not say: it answers 200 to everything.</summary>
internal sealed class Plex(PlayerLine line, PlexOptions options) : IPlayer
{
    private static readonly TimeSpan LookIn = TimeSpan.FromSeconds(5);
    private const int Newest = 200;
    private const int Page = 1000;
    private const int MostOfTitle = 10;

    public static (string Name, string Value)[] Headers(PlexOptions options) =>
        [
            ("X-Plex-Token", options.Token!.Reveal()),
            // Always the same, or every request would show up as a new device.
            ("X-Plex-Client-Identifier", "couriarr"),
            ("X-Plex-Product", "Couriarr"),
        ];

    public async Task<string?> AskAsync(IReadOnlyList<Visit> visits, Func<Visit, VisitReply, Task> report, CancellationToken ct)
    {
        var sections = await SectionsAsync(ct);
        foreach (var visit in visits)
        {
            var fitting = sections.For(visit.Type, visit.Folder);
            foreach (var section in fitting)
            {
                var path = $"/library/sections/{section.Key}/refresh?path={Uri.EscapeDataString(visit.Folder)}";
                await line.DoAsync(HttpMethod.Get, path, json: null, ct);
            }
            await report(
                visit,
                fitting.Count > 0 ? new VisitReply.Asked(LookIn) : new VisitReply.Refused(sections.Advice(visit.Type, visit.Folder))
            );
        }
        return null;
    }

    /// <summary>Looks among the newest; what was replaced was taken in long ago, and is found by its title.</summary>
    public async Task<IReadOnlySet<string>> VisibleAsync(Visit visit, bool isThorough, CancellationToken ct)
    {
        var missing = visit.ToBeSeen.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var wanted = missing.ToHashSet(StringComparer.Ordinal);
        var isByTitle = !isThorough && visit.ToBeSeen.Any(file => file.Row.Change is Change.Replaced);
        foreach (var section in (await SectionsAsync(ct)).For(visit.Type, visit.Folder))
        {
            for (
                var (start, size, total) = (0, Newest, int.MaxValue);
                missing.Count > 0 && start < (isThorough ? total : Newest);
                (start, size) = (start + size, Page)
            )
            {
                var container = await AllAsync(section, ItemOf(visit.Type), "sort=addedAt%3Adesc", start, size, ct);
                total = Math.Max(container.Number("totalSize"), container.Number("size"));
                missing.ExceptWith(FilesIn(container));
            }
            if (missing.Count > 0 && isByTitle)
                missing.ExceptWith(await OfTitleAsync(section, visit, ct));
        }
        wanted.ExceptWith(missing);
        return wanted;
    }

    public async Task<IReadOnlyList<LibraryRoot>> RootsAsync(CancellationToken ct) =>
        [
            .. from section in (await SectionsAsync(ct)).All
            from folder in section.Locations
            select new LibraryRoot(
                folder,
                section.Title,
                section.Key,
                section.Type switch
                {
                    "show" => "tv",
                    "artist" => "music",
                    var word => word,
                }
            ),
        ];

    private async Task<PlexSections> SectionsAsync(CancellationToken ct)
    {
        var answer = await line.GetAsync("/library/sections", ct);
        return PlexSections.Read(answer, options, line.Who);
    }

    private async Task<IEnumerable<string>> OfTitleAsync(PlexSection section, Visit visit, CancellationToken ct)
    {
        var title = $"title={Uri.EscapeDataString(visit.Work.Title)}";
        var found = await AllAsync(section, TitleOf(visit.Type), title, start: 0, MostOfTitle, ct);
        if (visit.Type is MediaType.Movie)
            return FilesIn(found);
        var files = new List<string>();
        foreach (var key in found.Items("Metadata").Select(item => item.Text("ratingKey")).OfType<string>())
            files.AddRange(FilesIn(await ContainerAsync($"/library/metadata/{Uri.EscapeDataString(key)}/allLeaves", ct)));
        return files;
    }

    private Task<JsonElement> AllAsync(PlexSection section, int type, string how, int start, int size, CancellationToken ct) =>
        ContainerAsync(
            FormattableString.Invariant(
                $"/library/sections/{section.Key}/all?type={type}&{how}&X-Plex-Container-Start={start}&X-Plex-Container-Size={size}"
            ),
            ct
        );

    private async Task<JsonElement> ContainerAsync(string path, CancellationToken ct) =>
        (await line.GetAsync(path, ct)).At("MediaContainer") ?? default;

    private static IEnumerable<string> FilesIn(JsonElement container) =>
        from item in container.Items("Metadata")
        from medium in item.Items("Media")
        from part in medium.Items("Part")
        let file = part.Text("file")
        where file is not null
        select file;

    private static int ItemOf(MediaType type) =>
        type switch
        {
            MediaType.Movie => 1,
            MediaType.Tv => 4,
            _ => 10,
        };

    /// <summary>What bears the title: the movie itself, the show of an episode, the artist of a track.</summary>
    private static int TitleOf(MediaType type) =>
        type switch
        {
            MediaType.Movie => 1,
            MediaType.Tv => 2,
            _ => 8,
        };
}
