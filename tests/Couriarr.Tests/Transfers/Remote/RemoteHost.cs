using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>The whole service with a library that goes to another machine.</summary>
internal static class RemoteHost
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<CarryHost> HostAsync(this FarMachine machine, Libraries libraries, Func<SyncOptions, SyncOptions>? sync = null)
    {
        libraries.Mappings = [libraries.Mappings[0] with { Destination = machine.Address }];
        return CarryHost.StartAsync(
            libraries,
            quick =>
            {
                var reached = quick with { Remote = machine.Access };
                return sync?.Invoke(reached) ?? reached;
            }
        );
    }

    /// <summary>Why the transfers wait.</summary>
    public static async Task<string> ReasonAsync(this CarryHost host)
    {
        await host.UntilAsync("transfer-media", JobState.Blocked);
        return Assert.Single(await host.Get<IJobReader>().GatesAsync(Ct)).Reason;
    }
}
