using System.Runtime.InteropServices;
using Couriarr.Features.Configuration;
using Couriarr.Jobs;
using Couriarr.Storage.Sqlite;

namespace Couriarr.Logging;

/// <summary>What an owner wants to see when the service has come up: what runs where, what is on, what is off and why.</summary>
internal sealed class Banner(Settings settings, LogBook book, IEnumerable<Ability> abilities, JobDesk desk, ILogger<Banner> log)
{
    private static string Version => typeof(Banner).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "of unknown version";

    public void Show(string address)
    {
        var options = book.Options;
        log.LogInformation(
            "Couriarr {Version} on {Runtime}, SQLite {Sqlite}, {System} ({Architecture}), process {Process}",
            Version,
            RuntimeInformation.FrameworkDescription,
            SqliteEngine.Version,
            RuntimeInformation.OSDescription,
            RuntimeInformation.OSArchitecture,
            Environment.ProcessId
        );
        log.LogInformation(
            "Data in {Data}, logs in {Logs} from {Level} on, times in {Zone}",
            settings.Folder,
            options.Folder,
            LogWords.Of(options.Level),
            options.Zone.Id
        );
        var all = abilities.Concat(Ours(options)).ToLookup(ability => ability.IsOn, Told);
        log.LogInformation("On: {On}. Off: {Off}", List(all[true]), List(all[false]));
        foreach (var notice in options.Notices)
            log.LogWarning("{Notice}", notice);
        if (settings.Options.Server.Enabled)
            log.LogInformation("Couriarr is up: look at {Address}/health", address);
        else
            log.LogInformation("Couriarr is up and listens nowhere, as server.enabled says: no page, no API, no webhooks");
    }

    private IEnumerable<Ability> Ours(LogOptions options) =>
        [
            new("lanes", IsOn: true, string.Join(", ", desk.Lanes.Select(lane => $"{lane.Name} {lane.Slots}"))),
            new("JSON log", options.Json is not null, options.Json ?? "SYNC_LOG_JSON_PATH is not set"),
        ];

    private static string Told(Ability ability) => $"{ability.Name} ({ability.Why})";

    private static string List(IEnumerable<string> told) => string.Join(", ", told) is { Length: > 0 } list ? list : "nothing";
}
