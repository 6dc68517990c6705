using Couriarr.Doors;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;
using Couriarr.Storage;

namespace Couriarr.Logging;

/// <summary>What an owner wants to see when the service has come up: what runs where, what is on, what is off and why.</summary>
internal sealed class Banner(
    Settings settings,
    LogBook book,
    IEnumerable<Ability> abilities,
    JobDesk desk,
    RsyncProgram rsync,
    StoreCheck store,
    Nodes nodes,
    ILogger<Banner> log
)
{
    public async Task ShowAsync(string address, CancellationToken ct)
    {
        var options = book.Options;
        var system = await SystemView.OfAsync(rsync, store, ct);
        log.LogInformation(
            "Couriarr {Version} on {Runtime}, {Database}, rsync {Rsync}, {System} ({Architecture}), process {Process}",
            system.Version,
            system.Runtime,
            system.Database,
            system.Rsync ?? "missing",
            system.System,
            system.Architecture,
            Environment.ProcessId
        );
        log.LogInformation(
            "Data in {Data}, logs in {Logs} from {Level} on, times in {Zone}",
            settings.Folder,
            options.Folder,
            LogWords.Of(options.Level),
            options.Zone.Id
        );
        var all = abilities.Concat(Ours(options)).Concat(Carried(settings.Options)).ToLookup(ability => ability.IsOn, Told);
        log.LogInformation("On: {On}. Off: {Off}", List(all[true]), List(all[false]));
        if (nodes.IsShared)
            log.LogInformation("This node is '{Node}', one of {Count} on this database", nodes.Name, nodes.All.Count(node => node.IsLive));
        foreach (var notice in options.Notices)
            log.LogWarning("{Notice}", notice);
        if (settings.Options.Server.Enabled)
            log.LogInformation("Couriarr is up: look at {Address}/health", address);
        else
            log.LogInformation("Couriarr is up and listens nowhere, as server.enabled says: no page, no API, no webhooks");
    }

    private IEnumerable<Ability> Ours(LogOptions options) =>
        [
            new("lanes", IsOn: true, Open(desk.Lanes)),
            new("JSON log", options.Json is not null, options.Json ?? "SYNC_LOG_JSON_PATH is not set"),
        ];

    private static IEnumerable<Ability> Carried(CouriarrOptions options)
    {
        var (mappings, mirror) = (options.Paths.Mappings.Count, options.Sync.Mirror);
        var dry = options.Sync.DryRun ? ", but sync.dry_run: nothing is written" : "";
        return
        [
            new(
                "transfers",
                mappings > 0,
                mappings > 0 ? $"paths.mappings has {mappings}{dry}" : "paths.mappings is empty: webhooks are only kept"
            ),
            new("mirroring of upgrades, renames and deletes", mirror.Upgrades || mirror.Renames || mirror.Deletes, "sync.mirror"),
            new(
                "configured instances",
                options.Instances.Count > 0,
                options.Instances.Count > 0 ? string.Join(", ", options.Instances.Keys) : "none in instances; the API may have added some"
            ),
        ];
    }

    private static string Open(IReadOnlyList<LaneState> lanes) =>
        List(lanes.Where(lane => lane.Slots > 0).Select(lane => $"{lane.Name} {lane.Slots}"));

    private static string Told(Ability ability) => $"{ability.Name} ({ability.Why})";

    private static string List(IEnumerable<string> told) => string.Join(", ", told) is { Length: > 0 } list ? list : "nothing";
}
