using Couriarr.Features.Outside;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Notifications.Channels;

public static class ChannelsModule
{
    public static IServiceCollection AddChannels(this IServiceCollection services) =>
        services
            .AddSingleton<Progress>()
            .AddSingleton(s => new MovedChats(s.GetService<Database>()))
            .AddSingleton(s => new Post(s.GetRequiredService<OutsideHttp>(), Clock(s)))
            .AddChannel(s => new TelegramChannel(
                Post(s),
                s.GetRequiredService<Progress>(),
                s.GetRequiredService<MovedChats>(),
                s.GetRequiredService<ILogger<TelegramChannel>>()
            ))
            .AddChannel(s => new DiscordChannel(Post(s)))
            .AddChannel(s => new PushoverChannel(Post(s)))
            .AddChannel(s => new EmailChannel(s.GetRequiredService<Dialer>(), s.GetRequiredService<Progress>(), Clock(s)))
            .AddChannel(s => new AppriseChannel(Post(s)))
            .AddChannel(s => new NtfyChannel(Post(s)))
            .AddChannel(s => new GotifyChannel(Post(s)))
            .AddChannel(s => new SlackChannel(Post(s)))
            .AddChannel(s => new MatrixChannel(Post(s)))
            .AddChannel(s => new WebhookChannel(Post(s)))
            .AddChannel(s => new CommandChannel(Clock(s)));

    private static IServiceCollection AddChannel(this IServiceCollection services, Func<IServiceProvider, IChannel> make) =>
        services.AddSingleton(make);

    private static Post Post(IServiceProvider s) => s.GetRequiredService<Post>();

    private static TimeProvider Clock(IServiceProvider s) => s.GetService<TimeProvider>() ?? TimeProvider.System;
}
