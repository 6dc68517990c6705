using Couriarr.Doors.Access.Trail;

namespace Couriarr.Dashboard.Frame;

/// <summary>What can be done on every page.</summary>
internal static class FrameActs
{
    public static void MapFrame(this IEndpointRouteBuilder app) =>
        app.MapAct("/ui/theme", "Change the colours", ChangeThemeAsync).SpeaksForItself();

    private static async Task<IResult> ChangeThemeAsync(HttpContext http, CancellationToken ct)
    {
        ThemeCookie.Set(http, ThemeCookie.After(ThemeCookie.Of(http.Request)));
        return Pages.Return(http, await http.Request.ReadFormAsync(ct));
    }
}
