using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Configuration.Kinds;

/// <summary>Something that people can be told of, by the name that the events of a channel have for it.</summary>
/// <param name="Heading">Over several of them in one message.</param>
public sealed record Topic(string Name, Severity Severity, string Heading, string Explanation)
{
    /// <summary>Never one line among others: it is a message of its own.</summary>
    public bool StandsAlone { get; init; }
}

/// <summary>Everything that channels tell of. What is not here is told by nobody.</summary>
public static class Topics
{
    public const string Delivered = "delivered";
    public const string Upgraded = "upgraded";
    public const string Failed = "failed";
    public const string GivenUp = "given-up";
    public const string MountLost = "mount-lost";
    public const string MountBack = "mount-back";
    public const string NotVisible = "not-visible";
    public const string RemovalRefused = "removal-refused";
    public const string ReceiverBroken = "receiver-broken";
    public const string ReceiverBack = "receiver-back";
    public const string Error = "error";
    public const string Digest = "digest";
    public const string Weekly = "weekly";
    public const string ShowAdded = "show-added";
    public const string ShowNeedsReview = "show-needs-review";
    public const string Compared = "compared";
    public const string Test = "test";

    public static IReadOnlyList<Topic> All { get; } =
    [
        new(Delivered, Severity.Info, "Synced", "Something new arrived at its destination."),
        new(Upgraded, Severity.Info, "Upgraded", "Something arrived that replaced an older file."),
        new(Failed, Severity.Warning, "Failed, and tried again", "A transfer failed and is tried again."),
        new(GivenUp, Severity.Critical, "Given up", "A transfer failed and is not tried again by itself."),
        new(MountLost, Severity.Critical, "Folders away", "A folder of a mapping is away or full; its transfers wait.")
        {
            StandsAlone = true,
        },
        new(MountBack, Severity.Info, "Folders back", "It is there again, or has room again."),
        new(NotVisible, Severity.Warning, "Not visible", "Something arrived, but a player does not show it."),
        new(RemovalRefused, Severity.Warning, "Removals refused", "More was to be removed at a destination than is allowed; nothing was."),
        new(ReceiverBroken, Severity.Critical, "Channels or players broken", "A channel or player cannot be reached or lets us in no more.")
        {
            StandsAlone = true,
        },
        new(ReceiverBack, Severity.Info, "Channels or players back", "It works again."),
        new(Error, Severity.Warning, "Errors", "Something went wrong within Couriarr; each kind once a day."),
        new(Digest, Severity.Info, "Summaries", "The summary of the day before.") { StandsAlone = true },
        new(Weekly, Severity.Info, "Reports", "The report of the week before.") { StandsAlone = true },
        new(ShowAdded, Severity.Info, "Shows added", "A new show was added."),
        new(ShowNeedsReview, Severity.Warning, "Shows to look at", "A new show needs a decision of yours."),
        new(Compared, Severity.Info, "Comparisons", "Both servers were compared: what differs, and what is carried for it.")
        {
            StandsAlone = true,
        },
        new(Test, Severity.Info, "Tests", "Somebody tried the channel.") { StandsAlone = true },
    ];

    public static IEnumerable<string> Names => All.Select(topic => topic.Name);

    public static Topic Of(string name) =>
        All.FirstOrDefault(topic => topic.Name == name) ?? new Topic(name, Severity.Info, name, "") { StandsAlone = true };
}
