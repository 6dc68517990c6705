using Couriarr.Doors.Access.Forgery;
using Couriarr.Doors.Access.Sessions;
using Couriarr.Doors.Access.Setup;
using Couriarr.Doors.Access.Trail;
using Couriarr.Doors.Described;
using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access;

/// <summary>Everything that lets people in by a browser, and nobody by theirs.</summary>
internal static class BrowserModule
{
    public static IServiceCollection AddBrowsers(this IServiceCollection services) =>
        services
            .AddAccounts()
            .AddSingleton<IProof, SessionProof>()
            .AddSingleton<SetupEntry>()
            .AddSingleton<FirstVisit>()
            .AddHostedService(s => s.GetRequiredService<FirstVisit>())
            .AddSingleton(s => new PasswordNote(s.GetRequiredService<Settings>().Folder))
            .AddHostedService<NewPasswords>();

    /// <summary>Behind the one who says who is asking.</summary>
    public static void UseBrowsers(this WebApplication app)
    {
        app.UseMiddleware<ForgeryCheck>();
        app.UseMiddleware<SessionWatch>();
        app.UseMiddleware<Witness>();
        app.MapAssets();
        app.MapSetup();
        app.MapLogin();
        app.MapPassword();
        app.MapSessions();
        app.MapAudit();
    }
}
