namespace Couriarr.Dashboard.Frame;

/// <summary>Light, dark, or as the visitor's machine has it.</summary>
public enum Theme
{
    Auto,
    Light,
    Dark,
}

internal static class ThemeCookie
{
    private const string Name = "couriarr_theme";

    public static Theme Of(HttpRequest request) =>
        Enum.TryParse<Theme>(request.Cookies[Name], ignoreCase: true, out var theme) && Enum.IsDefined(theme) ? theme : Theme.Auto;

    public static void Set(HttpContext http, Theme theme) =>
        http.Response.Cookies.Append(
            Name,
            theme.ToString(),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = TimeSpan.FromDays(365),
            }
        );

    public static Theme After(Theme theme) =>
        theme switch
        {
            Theme.Auto => Theme.Dark,
            Theme.Dark => Theme.Light,
            _ => Theme.Auto,
        };
}
