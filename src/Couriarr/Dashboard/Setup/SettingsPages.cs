using Couriarr.Dashboard.Anew;
using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Mappings;
using Couriarr.Doors.Access;
using Couriarr.Features.Configuration;
using Couriarr.Features.Places;
using Couriarr.Saving;
using Couriarr.Storage;
using static Couriarr.Dashboard.Words.Lexicon;
using Route = Couriarr.Features.Places.Route;

namespace Couriarr.Dashboard.Setup;

/// <summary>How Couriarr is set up: what counts, who said so, and where to change it.</summary>
internal static class SettingsPages
{
    public static void MapSettingsPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/settings", ShowAsync);
        app.MapAct("/ui/settings/backup", "Back up the database", BackUpAsync).DisableRequestTimeout();
        app.MapAct("/ui/settings/new-key", "Make a new key", MakeKeyAsync);
    }

    private static Task<IResult> ShowAsync(
        HttpContext http,
        PathMap map,
        MountWatch watch,
        Backups backups,
        Settings settings,
        SavedDesk desk,
        bool all = false
    )
    {
        var config = settings.Config;
        var view = new SettingsView([.. map.All.Select(route => MappingLine.Of(route, watch))], backups.List())
        {
            KeyFile = KeyFile.PathIn(settings.Folder),
            Keys = KeysOf(settings),
            ConfigFile = config?.File,
            Said = [.. (config?.Settings ?? []).Where(setting => all || setting.At.Voice is not Voice.Default)],
            IsAll = all,
            Kept = KeptView.Of(desk, config?.Unusable),
        };
        return Pages.ShowAsync<SettingsPage, SettingsView>(http, Say("settings.title"), view);
    }

    private static IReadOnlyList<KeyLine> KeysOf(Settings settings) =>
        [.. Doors.Access.Keys.Of(settings.Options.Auth).All.Select(key => new KeyLine(key.Key, key.Value is not null))];

    private static async Task<IResult> MakeKeyAsync(HttpContext http, Settings settings, SavedDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var name = form["key"].ToString();
        if (!KeysOf(settings).Any(key => key.Name == name && !key.IsConfigured))
            return Pages.Back(http, form, Say("settings.no_key", name), isBad: true);
        if (Doors.RestartDoor.Objection(desk) is { } why)
            return Pages.Back(http, form, why, isBad: true);
        try
        {
            KeyFile.Forget(settings, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StartupException)
        {
            return Pages.Back(http, form, Say("anew.not_saved", e.Message), isBad: true);
        }
        return await AnewPages.BeginAsync(http, "/ui/settings", Say("settings.key_renewed", name, KeyFile.PathIn(settings.Folder)));
    }

    private static async Task<IResult> BackUpAsync(HttpContext http, Backups backups, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        try
        {
            var made = await backups.MakeAsync(ct);
            return Pages.Back(http, form, Say("settings.backed_up", made.Name, Doors.StatsDoor.Human(made.Bytes)));
        }
        catch (Jobs.StoreUnavailableException e)
        {
            return Pages.Back(http, form, Say("settings.backup_failed", e.Message), isBad: true);
        }
    }
}

internal sealed record SettingsView(IReadOnlyList<MappingLine> Mappings, IReadOnlyList<Backup> Backups)
{
    public required string KeyFile { get; init; }
    public required IReadOnlyList<KeyLine> Keys { get; init; }

    /// <summary>Null when there is none.</summary>
    public string? ConfigFile { get; init; }
    public required IReadOnlyList<Setting> Said { get; init; }

    public required KeptView Kept { get; init; }

    /// <summary>Also what nobody said.</summary>
    public bool IsAll { get; init; }
}

/// <param name="IsConfigured">The owner set it; else we made it.</param>
internal sealed record KeyLine(string Name, bool IsConfigured);

/// <param name="Troubles">In a few words each; none when both folders are there.</param>
internal sealed record MappingLine(Route Route, IReadOnlyList<string> Troubles)
{
    /// <summary>What tells it from the others.</summary>
    public string Key => TypedMapping.KeyOf(Route.From, Route.Instance);

    public static MappingLine Of(Route route, MountWatch watch) =>
        new(
            route,
            [
                .. from side in Enum.GetValues<Side>()
                let trouble = watch.Away.GetValueOrDefault((route.Name, side))
                where trouble is not null
                select Say(side is Side.Source ? "settings.source_away" : "settings.destination_away", trouble.Brief),
            ]
        );
}
