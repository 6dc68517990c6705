using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Plans;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Features.Reconciliation.Truth;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Reconciliation;

public static class ReconciliationModule
{
    public static MigrationLine Tables { get; } = new("reconciliation", typeof(ReconciliationModule).Assembly, "Reconciliation/Migrations");

    /// <summary>Keeps there what folders held, so that a night need not read again what did not change.</summary>
    public static IServiceCollection AddRecollection(this IServiceCollection services, string dataFolder) =>
        services.AddSingleton(new Recollection(Path.Join(dataFolder, "listing")));

    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.TryAddSingleton<ArrApis>();
        services.TryAddSingleton(new Recollection(folder: null));
        services
            .AddSingleton<Walks>()
            .AddSingleton<Keepers>()
            .AddSingleton<Ground>()
            .AddSingleton<FindingTable>()
            .AddSingleton<TitleTable>()
            .AddSingleton<LibraryComparison>();
        services.AddSingleton<RunTable>().AddSingleton<Due>().AddSingleton<Handing>().AddSingleton<Report>().AddSingleton<ReconcileDesk>();
        services.AddSingleton<PlanTable>().AddSingleton<PlanDesk>().AddSingleton<World>().AddJob<ApplyPlan, ApplyPlanHandler>();
        services.AddSingleton<IDigestPart, ReconcileDigest>();
        services.AddJob<QueueMissing, QueueMissingHandler>().AddJob<Reconcile, ReconcileHandler>();
        services.AddSchedule("reconcile", "0 3 * * *", tick => new Reconcile(Occasion.Nightly) { Tick = tick });
        services.AddSchedule("reconcile-weekly", "30 5 * * 0", tick => new Reconcile(Occasion.Weekly) { Tick = tick });
        return services.AddInstruments<ReconcileInstruments>();
    }
}
