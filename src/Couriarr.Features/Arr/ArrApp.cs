namespace Couriarr.Features.Arr;

/// <summary>The apps whose webhooks are understood.</summary>
public enum ArrApp
{
    Radarr,
    Sonarr,
    Lidarr,
    Readarr,
}

public static class ArrApps
{
    private static readonly ArrApp[] All = Enum.GetValues<ArrApp>();

    /// <summary>The kind under which instances of it are configured.</summary>
    public static string Kind(this ArrApp app) =>
        app switch
        {
            ArrApp.Radarr => "radarr",
            ArrApp.Sonarr => "sonarr",
            ArrApp.Lidarr => "lidarr",
            _ => "readarr",
        };

    public static ArrApp? OfKind(string? kind) => First(app => app.Kind().Equals(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>The app whose name stands in the text, like a user agent or an instance's name.</summary>
    public static ArrApp? NamedIn(string? text) =>
        text is null ? null : First(app => text.Contains(app.Kind(), StringComparison.OrdinalIgnoreCase));

    private static ArrApp? First(Func<ArrApp, bool> fits)
    {
        foreach (var app in All)
            if (fits(app))
                return app;
        return null;
    }
}
