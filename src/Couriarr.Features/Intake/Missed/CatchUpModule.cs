using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Intake.Missed;

public static class CatchUpModule
{
    public static MigrationLine Tables { get; } = new("history", typeof(CatchUpModule).Assembly, "Intake/Missed/Migrations");

    public static IServiceCollection AddCatchUp(this IServiceCollection services)
    {
        services.TryAddSingleton<ArrApis>();
        services.AddSingleton<WatermarkTable>();
        services.AddSingleton<ImportsTable>();
        services.AddSingleton<MissedImports>().AddSingleton<Handover>().AddSingleton<MissedRenames>().AddSingleton<Afterlook>();
        services.AddSingleton<Standings>();
        services.AddSingleton<Deliveries>().AddSingleton<IDigestPart, DeliveriesDigest>();
        services.AddSingleton<CatchUpDesk>().AddSingleton<Proofs>();
        services.AddInstruments<CatchUpInstruments>();
        services.AddHostedService<CatchUpAtStart>().AddHostedService<Unfinished>();
        services.AddJob<CatchUp, CatchUpHandler>();
        return services.AddJob<CatchUpAll, CatchUpAllHandler>().AddSchedule("catchup", "17 * * * *", _ => new CatchUpAll());
    }
}
