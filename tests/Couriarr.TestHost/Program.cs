using System.Globalization;
using Couriarr;
using Couriarr.Features.Media;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Jobs;
using Couriarr.TestHost;
using Couriarr.Verbs;
using Microsoft.Extensions.DependencyInjection;

// The real program, with a kind of job to play with and places where it can be made to fail.
if (Environment.GetEnvironmentVariable("LEASE") is { Length: > 0 } seconds)
    JobsOptions.Lease = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
var faults = Faults.Parse(Environment.GetEnvironmentVariable("FAULT"));
return await CommandLine.RunAsync(
    args,
    new Additions
    {
        FailPoints = faults,
        Services = services =>
        {
            if (Environment.GetEnvironmentVariable(LetterBox.Variable) is { Length: > 0 } letters)
                services.AddSingleton<IChannel>(new LetterBox(letters));
            services
                .AddSingleton<Releases>()
                .AddSingleton<Effects>()
                .AddJob<DemoJob, DemoHandler>()
                .AddSingleton<IReaction<MediaImported>, DemoReaction>()
                .Configure<JobsOptions>(jobs => jobs.Lanes[DemoJob.Kind.Lane] = DemoJob.Slots);
            // A kind of job that is tried again at once, for tests in which it fails all the time.
            if (Environment.GetEnvironmentVariable("IMPATIENT") is { Length: > 0 } kind)
                services.Configure<JobsOptions>(jobs =>
                {
                    jobs.Retries[kind] = RetryPolicy.Flat(500, TimeSpan.FromMilliseconds(10));
                    jobs.BreakAfter = 10_000;
                });
        },
        Doors = app => app.MapDemo(),
    }
);
