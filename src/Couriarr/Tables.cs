using Couriarr.Features.Accounts;
using Couriarr.Features.Discovery;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Intake;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;
using Couriarr.Features.Movies;
using Couriarr.Features.Notifications;
using Couriarr.Features.Places;
using Couriarr.Features.Players;
using Couriarr.Features.Reconciliation;
using Couriarr.Features.Transfers;
using Couriarr.Storage.Sql;

namespace Couriarr;

/// <summary>The tables of the features, in the order in which they are brought up to date. A feature with tables adds its line here.</summary>
internal static class Tables
{
    public static IReadOnlyList<MigrationLine> All { get; } =
    [
        AccountsModule.Tables,
        MembersModule.Tables,
        IntakeModule.Tables,
        CatchUpModule.Tables,
        PlacesModule.Tables,
        TransfersModule.Tables,
        PlayersModule.Tables,
        NotificationsModule.Tables,
        DiscoveryModule.Tables,
        AddingModule.Tables,
        MoviesModule.Tables,
        ReconciliationModule.Tables,
    ];
}
