using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Transfers.Native;
using Couriarr.Features.Transfers.Remote;
using Couriarr.Features.Transfers.Rsync;
using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Couriarr.Features.Transfers;

public static class TransfersModule
{
    public static MigrationLine Tables { get; } = new("transfers", typeof(TransfersModule).Assembly, "Transfers/Migrations");

    /// <summary>Says what our own engine would not understand. rsync reads its own language, and better.</summary>
    public static void Check(EffectiveConfig config)
    {
        if (config.Options.Sync is not { Chmod: { Length: > 0 } rights, Engine: not SyncEngine.Rsync })
            return;
        try
        {
            _ = Rights.Of(rights);
        }
        catch (PermanentException e)
        {
            config.Problems.Error(config.At("sync.chmod"), e.Message);
        }
    }

    public static IServiceCollection AddTransfers(this IServiceCollection services)
    {
        services.AddSingleton<SinceStart>().AddSingleton<Totals>().AddSingleton<TransferTrend>().AddSingleton<ByHand>();
        services.AddSingleton<SyncJobs>().AddSingleton<DayBook>().AddSingleton<Alarm>().AddSingleton<Diary>().AddSingleton<Ending>();
        services
            .AddSingleton<Turnstile>()
            .AddSingleton<Convoy>()
            .AddSingleton<Delivery>()
            .AddSingleton<Carrier>()
            .AddSingleton<Claims>()
            .AddSingleton<CopyRoom>()
            .AddSingleton<Comparison>()
            .AddSingleton<Publisher>();
        services.AddSingleton<RsyncEngine>().AddSingleton<RsyncProgram>().AddSingleton<RsyncRun>();
        services.AddSingleton<NativeEngine>().AddSingleton<Precedence>();
        AddRemote(services);
        services.AddSingleton<Engines>().AddSingleton<Recycle>();
        services.AddSingleton<Leftovers>().AddHostedService(s => s.GetRequiredService<Leftovers>());
        services.AddSingleton<IReaction<MediaImported>, CarryImports>().AddSingleton<IArrivals, Arrivals>();
        services.AddSingleton<IDigestPart, TransferDigest>();
        services.AddJob<QueueTransfer, QueueTransferHandler>().AddJob<TransferMedia, TransferMediaHandler>();
        services.AddJob<FetchSidecars, FetchSidecarsHandler>().AddSingleton<IReaction<MoviePublished>, CarryPublished>();
        services.AddSingleton<RenameTable>().AddSingleton<Renames>().AddJob<FollowRename, FollowRenameHandler>();
        services.AddSingleton<IReaction<MediaRenamed>, FollowRenames>().AddHostedService<AfterRehearsal>();
        AddMirror(services);
        AddStrays(services);
        services.AddJob<ClearTransfers, ClearTransfersHandler>().AddSchedule("transfer-cleanup", "15 5 * * *", _ => new ClearTransfers());
        services.AddOptions<JobsOptions>().Configure<IServiceProvider>(SetRetries);
        return services.AddInstruments<TransferInstruments>();
    }

    /// <summary>Where keys for other machines may lie, and what goes there is made ready.</summary>
    public static IServiceCollection AddRemoteFiles(this IServiceCollection services, string dataFolder) =>
        services
            .AddSingleton(s => new SshFiles(Path.Join(dataFolder, "ssh"), s.GetRequiredService<CouriarrOptions>().Sync.Remote))
            .AddSingleton(new Stages(Path.Join(dataFolder, "stages")));

    private static void AddRemote(IServiceCollection services)
    {
        services.TryAddSingleton(s => new SshFiles(folder: null, s.GetRequiredService<CouriarrOptions>().Sync.Remote));
        services.TryAddSingleton(new Stages(Path.Join(Path.GetTempPath(), $"couriarr-{Guid.NewGuid():N}")));
        services.AddSingleton<RemoteCarrier>().AddSingleton<RemoteRsync>();
        services.AddSingleton<RemoteWatch>().AddHostedService(s => s.GetRequiredService<RemoteWatch>());
    }

    private static void AddStrays(IServiceCollection services)
    {
        services.AddSingleton<TransferJobs>().AddSingleton<Cancelled>().AddSingleton<GivingUp>().AddSingleton<Broom>();
        services.AddSingleton<Backlog>().AddSingleton<Detour>().AddSingleton<StrayRules>().AddSingleton<Strays>();
        services.AddSingleton<StrayWatch>().AddHostedService(s => s.GetRequiredService<StrayWatch>());
    }

    private static void AddMirror(IServiceCollection services)
    {
        services
            .AddSingleton<RemovalLimit>()
            .AddSingleton<Removing>()
            .AddSingleton<Renamer>()
            .AddSingleton<MirrorChanges>()
            .AddJob<MirrorMedia, MirrorMediaHandler>();
        services.AddSingleton<IReaction<MediaRenamed>>(s => s.GetRequiredService<MirrorChanges>());
        services.AddSingleton<IReaction<MediaFilesDeleted>>(s => s.GetRequiredService<MirrorChanges>());
        services.AddSingleton<IReaction<MediaDeleted>>(s => s.GetRequiredService<MirrorChanges>());
        services.AddSingleton<ExtraRemovals>().AddSingleton<ExtraKeeper>().AddSingleton<IReaction<RemovalApproved>, RemoveApproved>();
        services.AddJob<RemoveExtras, RemoveExtrasHandler>();
    }

    // Where nothing is carried there may be no options either: whoever only asks for names.
    private static void SetRetries(JobsOptions jobs, IServiceProvider services)
    {
        if (services.GetService<CouriarrOptions>()?.Sync is { } sync)
            jobs.Retries[TransferMedia.Kind.Name] = sync.RetryFlat
                ? RetryPolicy.Flat(sync.MaxRetries, sync.RetryInterval)
                : TransferMedia.Kind.Retry with
                {
                    Retries = sync.MaxRetries,
                    First = sync.RetryInterval,
                };
    }
}
