using Couriarr.Features.Discovery.Cycle;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>Tries again at once, and rests a hundredth of the time that it is asked to.</summary>
internal static class Impatient
{
    public static void Add(IServiceCollection services)
    {
        services.Configure<JobsOptions>(jobs =>
        {
            jobs.Retries[Discover.Kind.Name] = RetryPolicy.Flat(500, TimeSpan.FromMilliseconds(10));
            jobs.BreakAfter = 10_000;
        });
        services.AddSingleton(new Pace(1000, new FastClock()));
    }
}
