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
    public static MigrationLine Tables { get; } =
        new("reconciliation", typeof(ReconciliationModule).Assembly, "Reconciliation/Migrations");

    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.TryAddSingleton<ArrApis>();
        services.AddSingleton<Keepers>().AddSingleton<Ground>().AddSingleton<FindingTable>().AddSingleton<TitleTable>().AddSingleton<LibraryComparison>();
        services.AddSingleton<RunTable>().AddSingleton<Due>().AddSingleton<Handing>().AddSingleton<Report>().AddSingleton<ReconcileDesk>();
        services.AddSingleton<PlanTable>().AddSingleton<PlanDesk>().AddSingleton<World>().AddJob<ApplyPlan, ApplyPlanHandler>();
        services.AddSingleton<IDigestPart, ReconcileDigest>();
        services.AddJob<QueueMissing, QueueMissingHandler>().AddJob<Reconcile, ReconcileHandler>();
        services.AddSchedule("reconcile", "0 3 * * *", tick => new Reconcile(Occasion.Nightly) { Tick = tick });
        services.AddSchedule("reconcile-weekly", "30 5 * * 0", tick => new Reconcile(Occasion.Weekly) { Tick = tick });
        return services.AddInstruments<ReconcileInstruments>();
    }
}
