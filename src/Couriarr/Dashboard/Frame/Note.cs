using System.Text;
using Couriarr.Doors.Access.Forgery;
using Microsoft.AspNetCore.WebUtilities;

namespace Couriarr.Dashboard.Frame;

/// <summary>One sentence about what a person just did, shown once on the page that follows.</summary>
/// <param name="IsBad">It was not done.</param>
public sealed record Note(string Text, bool IsBad);

/// <summary>Carries the sentence over the redirect behind a form.</summary>
internal static class NoteCookie
{
    private const string Name = "couriarr_note";
    private const int Longest = 600;
    private static readonly CookieOptions Terms = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = TimeSpan.FromMinutes(1),
    };

    public static void Leave(HttpContext http, Note note)
    {
        var text = note.Text.Length > Longest ? note.Text[..Longest] + "…" : note.Text;
        var worth = (note.IsBad ? "-" : "+") + WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text));
        http.Response.Cookies.Append(Name, worth, Terms);
    }

    public static Note? Take(HttpContext http)
    {
        // A page that only freshens itself up in another tab must not take it from the one that it is meant for.
        if (http.Request.Headers.ContainsKey(ForgeryCheck.Header) || http.Request.Cookies[Name] is not { Length: > 1 } worth)
            return null;
        http.Response.Cookies.Delete(Name, new CookieOptions { Path = "/" });
        try
        {
            return new Note(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(worth[1..])), worth[0] == '-');
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
