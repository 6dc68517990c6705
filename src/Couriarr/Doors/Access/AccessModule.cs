using Couriarr.Features.Configuration;
using Couriarr.Jobs.Metrics;
using Couriarr.Logging;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Couriarr.Doors.Access;

/// <summary>Who may come in, and how much of us one may take.</summary>
internal static class AccessModule
{
    /// <summary>Makes the keys that are missing, so the data folder must be ours by now.</summary>
    public static void AddAccess(this WebApplicationBuilder builder, Settings settings, LogBook logs)
    {
        var keys = KeyFile.Open(settings, logs.Early.CreateLogger(typeof(KeyFile)));
        logs.Redactor.Know(keys.All.Select(key => key.Value?.Reveal()));
        builder.Configuration.BelieveNobody();
        var (server, auth) = (settings.Options.Server, settings.Options.Auth);
        builder.Services.AddSingleton(keys).AddSingleton(auth).AddSingleton<KeyRing>().AddSingleton<IProof, KeyProof>();
        builder
            .Services.AddInstruments<AccessInstruments>()
            .AddSingleton<Pace>()
            .AddSingleton<Missteps>()
            .AddSingleton(new KnownHosts(server));
        builder.Services.AddSingleton(
            new Ability("keys", IsOn: true, $"those that you did not set are in {KeyFile.PathIn(settings.Folder)}")
        );
        builder.Services.AddSingleton(
            new Ability("webhooks from anybody", auth.AllowUnauthenticatedWebhooks, "auth.allow_unauthenticated_webhooks; at home only")
        );
        builder.Services.Configure<KestrelServerOptions>(kestrel => Limits.Set(kestrel, new Crowd(server)));
        builder.Services.AddRequestTimeouts().Configure<RequestTimeoutOptions>(Limits.Set);
    }

    /// <summary>Whatever is used before this is open to everybody.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseProxies(app.Services.GetRequiredService<Settings>().Options.Server);
        app.UseRequestTimeouts();
        app.UseMiddleware<Guard>();
        app.UseMiddleware<Arrivals>();
    }
}
