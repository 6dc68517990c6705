using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Intake;

public static class IntakeModule
{
    public static MigrationLine Tables { get; } = new("intake", typeof(IntakeModule).Assembly, "Intake/Migrations");

    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.TryAddScoped<Reactions>();
        services.AddSingleton<IInbox, Inbox>();
        services.AddSingleton<InboxTable>().AddSingleton<OpenTable>().AddSingleton<IPayloads, Payloads>();
        services.AddSingleton<InboxWriter>();
        services.AddSingleton<PayloadRedaction>();
        services.AddSingleton<Rejections>();
        services.TryAddSingleton<ArrApis>();
        services.AddSingleton<Senders>().AddSingleton<Origins>();
        services.AddSingleton<ShapeWarnings>().AddSingleton<ImportTrend>();
        services.AddSingleton<Bell>();
        services.AddInstruments<IntakeInstruments>();
        services.AddHostedService<Dispatcher>();
        services.AddJob<WebhookReceived, WebhookReceivedHandler>();
        return services.AddJob<CleanUpInbox, CleanUpInboxHandler>().AddSchedule("inbox-cleanup", "45 4 * * *", _ => new CleanUpInbox());
    }
}
