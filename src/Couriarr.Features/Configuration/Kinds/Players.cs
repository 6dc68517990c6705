namespace Couriarr.Features.Configuration.Kinds;

public sealed record PlexOptions
{
    [Option("Its address.", Required = true, Sample = "http://10.0.0.50:32400")]
    public Uri? Url { get; init; }

    [Option("Its token (X-Plex-Token).", Required = true, Sample = "${PLEX_TOKEN}")]
    public Secret? Token { get; init; }

    [Option(
        "Libraries by name with their section ids, where they shall not be found out.",
        Variables = "PLEX_SECTION",
        Joint = '_',
        Sample = "movies_4k: \"2\""
    )]
    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();
}

/// <summary>Jellyfin's and Emby's.</summary>
public sealed record EmbyOptions
{
    [Option("Its address.", Required = true, Sample = "http://<kind>:8096")]
    public Uri? Url { get; init; }

    [Option("An API key, from its dashboard.", Required = true, Sample = "${<KIND>_API_KEY}")]
    public Secret? ApiKey { get; init; }
}

public sealed record KodiOptions
{
    [Option("Its address, as its web server has it.", Required = true, Sample = "http://kodi:8080")]
    public Uri? Url { get; init; }

    [Option("Its user.")]
    public string? Username { get; init; }

    [Option("Its password.")]
    public Secret? Password { get; init; }

    [Option("Players of one group share a library: one of them is asked.")]
    public string? Group { get; init; }

    [Option("How long it is spared while something plays in it. After that it is asked all the same.")]
    public TimeSpan WaitWhilePlaying { get; init; } = TimeSpan.FromHours(4);
}
