using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Transfers;

/// <summary>Carries what a person names, by the way of an import. What is whole at the destination already stays as it is.</summary>
internal sealed class ByHand(PathMap map, Mounts mounts, SyncJobs rows, JobQueue queue, CouriarrOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Whereabouts _whereabouts = new(map);

    /// <summary>Finds the files that are meant, and changes nothing.</summary>
    /// <exception cref="PermanentException">It is not carried; with the reason and what to do about it.</exception>
    /// <exception cref="BlockedException">The source cannot be looked at now.</exception>
    public async Task<HandOrder> FindAsync(string path, MediaType? type, CancellationToken ct)
    {
        var (places, why) = _whereabouts.Of(path, type);
        if (places.Count == 0)
            throw new PermanentException(why);
        var found = new List<HandOrder>();
        foreach (var place in places)
            if (await LookAsync(place, type, ct) is { } order)
                found.Add(order);
        return found switch
        {
            [{ Files.Count: 0 } empty] => throw new PermanentException($"{empty.Source} holds no files that are carried."),
            [var one] => one,
            [] => throw new PermanentException($"There is nothing at {string.Join(" nor at ", places.Select(p => p.Source))}."),
            _ => throw new PermanentException(
                $"{AppPath.Shown(path)} may mean {string.Join(" or ", found.Select(o => o.Source))}. Name it like that."
            ),
        };
    }

    public Task<JobId> StartAsync(HandOrder order, CancellationToken ct) => queue.EnqueueAsync(order.Job, ct: ct);

    /// <summary>What would become of each file, seen what lies at the destination now.</summary>
    public async Task<IReadOnlyList<HandFile>> RehearseAsync(HandOrder order, CancellationToken ct)
    {
        await mounts.EnsureUpAsync(order.Place.Route, ct);
        return await Aside.RunAsync<List<HandFile>>(
            () => [.. order.Files.Select(file => Rehearse(order, file))],
            order.Place.Route.Destination,
            Patience,
            clock,
            ct
        );
    }

    private static HandFile Rehearse(HandOrder order, HandFile file)
    {
        if (order.Place.Route.Remote is { } remote)
            return file with { Outcome = $"not compared: it lies on {remote.Host}" };
        var there = Linux.LookAt(Path.Join(order.Place.Route.Destination, file.Within));
        var plan = Plan.For(file.Facts, there, onlyMissing: true);
        return file with { Outcome = plan.Refusal ?? plan.Outcome };
    }

    private async Task<HandOrder?> LookAsync(Placement.Found place, MediaType? said, CancellationToken ct)
    {
        var type =
            said
            ?? place.Route.Type
            ?? throw new PermanentException($"Say its type, movie or tv: the mapping '{place.Route.Name}' does not.");
        if ((await mounts.LookAsync(place.Route.Source, Side.Source, ct)).Trouble is { } trouble)
            throw new AwayException(place.Route, Side.Source, trouble.Sentence);
        var files = await Aside.RunAsync(() => FilesOf(place), place.Route.Source, Patience, clock, ct);
        return files is null ? null : new HandOrder(place, await WorkOfAsync(place, type, ct), files);
    }

    private List<HandFile>? FilesOf(Placement.Found place) =>
        SourceFile.Look(place.Route.Source, place.Within) switch
        {
            null => null,
            { Facts.Kind: FileKind.Folder } folder =>
            [
                .. from file in SourceFile.FilesIn(folder.Path, options.Sync.Excludes)
                let within = $"{place.Within}/{file}"
                let source = SourceFile.Look(place.Route.Source, within)
                where source is not null
                select new HandFile(within, source.Facts),
            ],
            var file => [new HandFile(place.Within, file.Facts)],
        };

    // The same work as an app told of it, when one did, so that it has one timeline.
    private async Task<Work> WorkOfAsync(Placement.Found place, MediaType type, CancellationToken ct)
    {
        var top = place.Within.Split('/')[0];
        var folder = place.Route.AppPathOf(top);
        var known = await rows.OwnerAsync(place.Route.Name, top, ct) is { } owner
            ? Titles.WorkOf(owner.Key, owner.Title, type, folder)
            : null;
        if (known is not null && Leads(place, known.Instance))
            return known;
        var (title, year) = Titles.Read(top);
        var unknown = new Work(place.Route.Instance ?? "manual", type, 0, title, folder) { Year = year };
        return Leads(place, unknown.Instance)
            ? unknown
            : throw new PermanentException(
                $"{place.Source} is {place.Route.AppPathOf(place.Within)} for the app, and for that path another mapping counts."
            );
    }

    private bool Leads(Placement.Found place, string instance) =>
        map.Place(place.Route.AppPathOf(place.Within), instance) is Placement.Found found && found == place;
}

/// <summary>What is carried by hand: a file, or all that lies in a folder.</summary>
internal sealed record HandOrder(Placement.Found Place, Work Work, IReadOnlyList<HandFile> Files)
{
    public string Source => Place.Source;

    public QueueTransfer Job =>
        new(
            Work,
            [
                new ImportedFile(Place.Route.AppPathOf(Place.Within), FileId: null, Size: null, Quality: null)
                {
                    Episodes = Titles.EpisodesIn(Work, Place.Within),
                },
            ]
        )
        {
            OnlyMissing = true,
        };
}

/// <param name="Within">The path below both roots.</param>
/// <param name="Outcome">What would become of it; known after a rehearsal.</param>
internal sealed record HandFile(string Within, FileFacts Facts, string? Outcome = null);
