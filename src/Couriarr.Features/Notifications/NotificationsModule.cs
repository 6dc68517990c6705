using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Digests;
using Couriarr.Features.Notifications.Errors;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Notifications;

public static class NotificationsModule
{
    private const int Slots = 8;

    public static MigrationLine Tables { get; } = new("notices", typeof(NotificationsModule).Assembly, "Notifications/Migrations");

    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        AddWording(services);
        AddTelling(services);
        AddSending(services);
        AddErrors(services);
        services.AddJob<SendDigest, SendDigestHandler>();
        services.AddSchedule("daily-summary", "5 0 * * *", tick => new SendDigest(tick));
        services.AddSchedule("weekly-summary", "10 0 * * 1", tick => new SendDigest(tick) { Weekly = true });
        services.AddJob<CleanUpNotices, CleanUpNoticesHandler>().AddSchedule("notices-cleanup", "50 4 * * *", _ => new CleanUpNotices());
        services.AddHostedService<Heartbeat>().AddSingleton(s => AbilityOf(s.GetRequiredService<CouriarrOptions>()));
        return services.AddInstruments<NoticeInstruments>();
    }

    /// <summary>What is wrong with the words that the configuration wants.</summary>
    public static void Check(EffectiveConfig config) => MessageBook.Read(config.Options.Messages, config.Problems.Error);

    private static Ability AbilityOf(CouriarrOptions options) =>
        new(
            "configured channels",
            options.Channels.Count > 0,
            options.Channels.Count > 0 ? string.Join(", ", options.Channels.Keys) : "none in channels; the API may have added some"
        );

    private static void AddWording(IServiceCollection services) =>
        services
            // Its mistakes were said at the start, or there would have been none.
            .AddSingleton(s => MessageBook.Read(s.GetRequiredService<CouriarrOptions>().Messages, (_, _) => { }))
            .AddSingleton<Editor>()
            .AddSingleton<MediaWords>()
            .AddSingleton<FoundWords>();

    private static void AddTelling(IServiceCollection services)
    {
        services
            .AddSingleton<NoticeTable>()
            .AddSingleton<QuietClock>()
            .AddSingleton<Announcer>()
            .AddSingleton<NoticeDesk>()
            .AddJob<Tell, TellHandler>();
        services.AddSingleton<IReaction<MediaDelivered>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<TransferFailed>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<MountLost>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<MountBack>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<MediaNotVisible>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<PlayerBroken>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<PlayerBack>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<RemovalRefused>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<ShowAdded>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<ShowNeedsReview>>(s => s.GetRequiredService<Announcer>());
        services.AddSingleton<IReaction<LibrariesCompared>>(s => s.GetRequiredService<Announcer>());
    }

    private static void AddSending(IServiceCollection services)
    {
        services.AddSingleton<Clients>().AddSingleton<Proofs>().AddSingleton<Sorting>().AddSingleton<Receivers>().AddSingleton<BreakNews>();
        services
            .AddSingleton<Refusals>()
            .AddSingleton<Delivery>()
            .AddSingleton<Postman>()
            .AddSingleton<Errands>()
            .AddSingleton<ChannelHealth>();
        services.AddSingleton<ReceiverWatch>().AddHostedService(s => s.GetRequiredService<ReceiverWatch>());
        services.AddChannels();
        services.AddClient<TelegramOptions>().AddClient<DiscordOptions>().AddClient<PushoverOptions>().AddClient<EmailOptions>();
        services.AddClient<NtfyOptions>().AddClient<GotifyOptions>().AddClient<SlackOptions>().AddClient<MatrixOptions>();
        services.AddClient<AppriseOptions>().AddClient<WebhookOptions>().AddClient<CommandOptions>();
        // One that hangs must not hold up the others.
        services.Configure<JobsOptions>(jobs => jobs.Lanes.TryAdd(Notify<DiscordOptions>.Lane, Slots));
    }

    private static void AddErrors(IServiceCollection services)
    {
        services.AddSingleton<ErrorEars>().AddSingleton<ILoggerProvider>(s => s.GetRequiredService<ErrorEars>());
        services.AddSingleton<ErrorTable>().AddSingleton<ErrorBell>().AddSingleton<IDigestPart, ErrorDigest>();
        services.AddHostedService<ErrorAlerts>();
    }
}
