using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>What tests of the mirror do with the service.</summary>
internal static class MirrorHost
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<CarryHost> StartMirrorAsync(this Libraries libraries, MirrorOptions mirror) =>
        CarryHost.StartAsync(libraries, sync => sync with { Mirror = mirror });

    /// <summary>Lets one job remove and rename, and tells how it ended.</summary>
    public static async Task<JobRecord> MirrorAsync(this CarryHost host, MirrorMedia job) =>
        await host.EndOfAsync(await host.Get<JobQueue>().EnqueueAsync(job, ct: Ct));

    /// <summary>What a job has come to when it is over; one that looks again later is hurried.</summary>
    public static async Task<JobRecord> EndOfAsync(this CarryHost host, JobId id)
    {
        JobRecord? job = null;
        await CarryHost.UntilAsync(async () =>
        {
            job = await host.Get<IJobReader>().FindAsync(id, Ct);
            if (job?.State is JobState.Scheduled)
                await host.Get<JobDesk>().RushAsync(id, Ct);
            return job?.State is JobState.Succeeded or JobState.Skipped or JobState.Dead;
        });
        return job!;
    }

    /// <summary>Waits until all that an import asks for is done, also what looks again later.</summary>
    public static Task SettledAsync(this CarryHost host) =>
        CarryHost.UntilAsync(async () =>
        {
            foreach (var job in await host.Get<IJobReader>().ListAsync(new([JobState.Scheduled], "mirror-media"), Ct))
                await host.Get<JobDesk>().RushAsync(job.Id, Ct);
            return !(await host.Get<IJobReader>().CensusAsync(Ct)).Any(c => c.Kind is not "transfer-sidecars");
        });

    public static Task<JobId> EpisodesAsync(this CarryHost host, string within, params int[] episodes) =>
        host.ImportAsync(host.Libraries.Episodes(within, episodes));

    public static MediaImported Episodes(this Libraries libraries, string within, params int[] episodes)
    {
        var season = libraries.Season(within);
        return season with { Files = [season.Files[0] with { Episodes = [.. episodes.Select(n => new Episode(1, n, "Title"))] }] };
    }

    public static void Lose(this Libraries libraries, string within) => File.Delete(Path.Combine(libraries.Source, within));

    public static bool Recycled(this Libraries libraries, string within) =>
        Directory.Exists(libraries.At(Recycle.Folder))
        && Directory.EnumerateDirectories(libraries.At(Recycle.Folder)).Any(day => File.Exists(Path.Combine(day, within)));
}
