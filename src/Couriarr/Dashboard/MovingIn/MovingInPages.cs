using System.Net.Mime;
using System.Text;
using Couriarr.Dashboard.Frame;
using Couriarr.MovingIn;
using Couriarr.Storage;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.MovingIn;

/// <summary>Files of an older service are brought, rehearsed and taken over; by the same way as the verb import.</summary>
internal static class MovingInPages
{
    public const string Home = "/ui/settings/import";

    public static void MapMovingIn(this IEndpointRouteBuilder app)
    {
        app.MapPage(Home, ShowAsync);
        app.MapAct($"{Home}/upload", "Bring files of an older service", BringAsync).DisableRequestTimeout();
        app.MapAct($"{Home}/take", "Take over from an older service", TakeAsync).DisableRequestTimeout();
        app.MapAct($"{Home}/forget", "Forget the files of an older service", ForgetAsync);
        app.MapAct($"{Home}/lines", "Download the configuration of an older service", DownloadAsync);
    }

    private static Task<IResult> ShowAsync(HttpContext http, Luggage luggage) =>
        Pages.ShowAsync<MovingInPage, MovingInView>(http, Say("moving.title"), new(luggage.Present));

    private static async Task<IResult> BringAsync(HttpContext http, Luggage luggage, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var files = form.Files.GetFiles("files").Where(file => file.Length > 0).ToList();
        if (files.Count == 0)
            return Pages.Back(http, form, Say("restore.no_file"), isBad: true);
        try
        {
            await luggage.BringAsync(files, ct);
            return Pages.Back(http, form, Say("moving.brought", files.Count));
        }
        catch (StartupException e)
        {
            return Pages.Back(http, form, Say("moving.refused", e.Message), isBad: true);
        }
    }

    private static async Task<IResult> TakeAsync(HttpContext http, Luggage luggage, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await luggage.TakeAsync(form["id"].ToString(), CancellationToken.None) is null
            ? Pages.Back(http, form, Say("moving.gone"), isBad: true)
            : Pages.Back(http, form, Say("moving.taken"));
    }

    private static async Task<IResult> ForgetAsync(HttpContext http, Luggage luggage, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        await luggage.ForgetAsync(ct);
        return Pages.Back(http, form, Say("moving.forgotten"));
    }

    // With its secrets, so that it is whole: into a file, and never on a page.
    private static async Task<IResult> DownloadAsync(HttpContext http, Luggage luggage, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (luggage.Present?.Lines is not { } lines)
            return Pages.Back(http, form, Say("moving.gone"), isBad: true);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetBytes(lines.Yaml), MediaTypeNames.Application.Octet, "config.yaml");
    }
}

/// <param name="Brought">Null until somebody brings something.</param>
internal sealed record MovingInView(Brought? Brought);
