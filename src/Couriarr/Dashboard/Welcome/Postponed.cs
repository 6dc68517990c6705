using Couriarr.Doors.Access;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;

namespace Couriarr.Dashboard.Welcome;

/// <summary>Whether a person is led to the set-up: as long as no app is known, until he says that it can wait.</summary>
internal static class Postponed
{
    private const string Name = "couriarr_later";

    public static async Task<bool> LeadsAsync(HttpContext http, MemberBook members, CancellationToken ct) =>
        Caller.Of(http).Standing is Standing.Browser
        && !http.Request.Cookies.ContainsKey(Name)
        && (await members.AllAsync<InstanceTerms>(ct)).Count == 0;

    public static void Write(HttpContext http) =>
        http.Response.Cookies.Append(
            Name,
            "1",
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
            }
        );
}
