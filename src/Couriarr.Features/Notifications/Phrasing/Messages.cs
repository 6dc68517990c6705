using Couriarr.Features.Configuration.Kinds;

namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>A message as it is built in.</summary>
/// <param name="Places">What may stand in its templates.</param>
internal sealed record Message(string Name, string Topic, string Title, string Body, params string[] Places);

/// <summary>All messages, in the words that the documents give them.</summary>
internal static class Messages
{
    public const string ShowAdded = "show-added";
    public const string ShowNeedsReview = "show-needs-review";
    public const string ShowsAdded = "shows-added";
    public const string ShowsNeedReview = "shows-need-review";
    public const string Compared = "compared";
    public const string Test = "test";
    public const string MountLost = "mount-lost";
    public const string MountBack = "mount-back";
    public const string MountFull = "mount-full";
    public const string MountRoom = "mount-room";
    public const string ReceiverBroken = "receiver-broken";
    public const string ReceiverBack = "receiver-back";
    public const string PlayerBroken = "player-broken";
    public const string PlayerBack = "player-back";
    public const string Error = "error";
    public const string Digest = "digest";
    public const string Weekly = "weekly";
    public const string Bundle = "bundle";
    public const string Refused = "message-refused";
    public const string NotVisible = "not-visible";
    public const string RemovalRefused = "removal-refused";

    private const string Facts = "Quality: {quality}\nSize: {size}\nDuration: {duration}";
    private const string Movie = "*{title}*[ ({year})]\n" + Facts;
    private const string Episode = "*{title}*\n{episode}[: {episode_title}]\n" + Facts;
    private const string Season = "*{title}*\n{episodes}\n" + Facts;
    private const string Other = "*{title}*[ ({year})]\nFiles: {files}\n" + Facts;
    private const string Failure = "*{title}*[ ({year})]\n\nError: {error}";
    private const string FileFailure = "*{title}*[ ({year})]\n{file}\n\nError: {error}";
    private const string Again = "\n_It is tried again._";
    private static readonly string[] OfWork = ["title", "year", "instance"];
    private static readonly string[] OfFiles = [.. OfWork, "quality", "size", "duration", "files"];
    private static readonly string[] OfEpisodes = [.. OfFiles, "episode", "episode_title", "episodes"];
    private static readonly string[] OfFailures = [.. OfWork, "quality", "file", "error"];
    private static readonly string[] OfFolders = ["mapping", "side", "folder"];
    private static readonly string[] OfShows = [.. OfWork, "network", "genres", "why", "credit"];

    public static IReadOnlyList<Message> All { get; } =
    [
        new("delivered-movie", Topics.Delivered, "Movie Synced", Movie, OfFiles),
        new("delivered-episode", Topics.Delivered, "Episode Synced", Episode, OfEpisodes),
        new("delivered-season", Topics.Delivered, "Episodes Synced", Season, OfEpisodes),
        new("delivered-other", Topics.Delivered, "Files Synced", Other, OfFiles),
        new("upgraded-movie", Topics.Upgraded, "Movie Upgraded", Movie, OfFiles),
        new("upgraded-episode", Topics.Upgraded, "Episode Upgraded", Episode, OfEpisodes),
        new("upgraded-season", Topics.Upgraded, "Episodes Upgraded", Season, OfEpisodes),
        new("upgraded-other", Topics.Upgraded, "Files Upgraded", Other, OfFiles),
        new("failed-movie", Topics.Failed, "Sync Failed - Movie", Failure + Again, OfFailures),
        new("failed-episode", Topics.Failed, "Sync Failed - Episode", FileFailure + Again, OfFailures),
        new("failed-other", Topics.Failed, "Sync Failed", FileFailure + Again, OfFailures),
        new("given-up-movie", Topics.GivenUp, "Sync Failed - Movie", Failure, OfFailures),
        new("given-up-episode", Topics.GivenUp, "Sync Failed - Episode", FileFailure, OfFailures),
        new("given-up-other", Topics.GivenUp, "Sync Failed", FileFailure, OfFailures),
        new(
            MountLost,
            Topics.MountLost,
            "Folder Away",
            "The {side} of *{mapping}* is away: {folder}\n{why}\nIts transfers wait and lose no retry.",
            [.. OfFolders, "why"]
        ),
        new(
            MountBack,
            Topics.MountBack,
            "Folder Back",
            "The {side} of *{mapping}* is there again[ after {away}]: {folder}",
            [.. OfFolders, "away"]
        ),
        new(
            MountFull,
            Topics.MountLost,
            "Destination Full",
            "The {side} of *{mapping}* takes nothing more: {folder}\n{why}\nIts transfers wait and lose no retry.",
            [.. OfFolders, "why"]
        ),
        new(
            MountRoom,
            Topics.MountBack,
            "Destination Has Room",
            "The {side} of *{mapping}* takes files again[ after {away}]: {folder}",
            [.. OfFolders, "away"]
        ),
        new(
            NotVisible,
            Topics.NotVisible,
            "Not Visible Yet",
            "*{title}*[ ({year})]\n{player} does not show it.\n{why}",
            [.. OfWork, "player", "why"]
        ),
        new(RemovalRefused, Topics.RemovalRefused, "Removal Refused", "*{title}*[ ({year})]\n{why}", [.. OfWork, "why"]),
        new(
            ReceiverBroken,
            Topics.ReceiverBroken,
            "Channel Broken",
            "*{channel}* takes no messages.\n{why}\nWhat it should have been told waits for it.",
            "channel",
            "why"
        ),
        new(ReceiverBack, Topics.ReceiverBack, "Channel Back", "*{channel}* takes messages again[, after {away}].", "channel", "away"),
        new(
            PlayerBroken,
            Topics.ReceiverBroken,
            "Player Broken",
            "*{player}* cannot be told what arrives.\n{why}\nWhat it should have been told waits for it.",
            "player",
            "why"
        ),
        new(PlayerBack, Topics.ReceiverBack, "Player Back", "*{player}* can be told again[, after {away}].", "player", "away"),
        new(
            Error,
            Topics.Error,
            "Couriarr Error",
            "{message}\n`{source}`\n_Told once a day. The daily summary counts how often it comes again._",
            "message",
            "source"
        ),
        new(Digest, Topics.Digest, "Daily Summary", "*{day}*\n\n{parts}", "day", "parts"),
        new(Weekly, Topics.Weekly, "Weekly Report", "*{first} to {last}*\n\n{parts}", "first", "last", "parts"),
        new(Bundle, "bundle", "{count} Messages", "{parts}", "count", "parts"),
        new(Refused, "bundle", "A Message Was Refused", "*{subject}* could not be shown here.\n{why}", "subject", "why"),
        new(ShowAdded, Topics.ShowAdded, "Show Added", "*{title}*[ ({year})]\n{network}\n{genres}\n_{credit}_", OfShows),
        new(
            ShowNeedsReview,
            Topics.ShowNeedsReview,
            "Show Needs Review",
            "*{title}*[ ({year})]\n{network}\n{genres}\n{why}\n_{credit}_",
            OfShows
        ),
        new(ShowsAdded, Topics.ShowAdded, "{count} Shows Added", "{parts}\n_{credit}_", "count", "parts", "credit"),
        new(ShowsNeedReview, Topics.ShowNeedsReview, "{count} Shows Need Review", "{parts}\n_{credit}_", "count", "parts", "credit"),
        new(Compared, Topics.Compared, "{comparison}", "{parts}\n[{queued} are queued.]", "comparison", "parts", "queued"),
        new(Test, Topics.Test, "Couriarr Test", "This is a test message from Couriarr. All is well if you can read it."),
    ];

    public static Message? Find(string name) => All.FirstOrDefault(message => message.Name == name);
}
