using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Neighbours;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Instances;

[Trait("family", "carry")]
public sealed class DeliveriesTests
{
    [Fact]
    public async Task Compares_what_was_imported_with_what_has_arrived()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        var (work, file) = await CatchUpTests.ImportAsync(radarr, "Arrived");
        var (late, other) = await CatchUpTests.ImportAsync(radarr, "Late");
        await radarr.ImportAsync(work, new FakeImport("Better.mkv", [1]));
        var depot = new Depot(new HashSet<string> { file.PathIn(work), $"{work.Folder}/Better.mkv" });
        await using var house = await ArrHousehold.StartAsync(depot, ("radarr-hd", radarr));
        await house.UntilSeenToAsync(2);
        await house.CatchUpAsync("radarr-hd", "skipped");

        var seen = await house.Host.GetAsync("/instances/radarr-hd/deliveries");
        var metrics = await house.Host.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (seen.GetProperty("in_history").GetInt32(), seen.GetProperty("delivered").GetInt32()));
        var waiting = Assert.Single(seen.GetProperty("waiting").EnumerateArray());
        Assert.Equal(other.PathIn(late), waiting.GetProperty("path").GetString());
        Assert.Contains("couriarr_imports_in_history{instance=\"radarr-hd\"} 2", metrics, StringComparison.Ordinal);
        Assert.Contains("couriarr_imports_delivered{instance=\"radarr-hd\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D11_What_was_missed_is_carried_and_counted_as_delivered()
    {
        var disk = Directory.CreateTempSubdirectory("couriarr-carried-").FullName;
        var far = Directory.CreateDirectory(Path.Join(disk, "far")).FullName;
        await using var radarr = await FakeArr.RadarrAsync();
        radarr.Disk = Path.Join(disk, "near");
        await CatchUpTests.ImportAsync(radarr, "Film");
        var mapping = new PathMapping
        {
            From = "/movies",
            Source = Path.Join(disk, "near/movies"),
            Destination = far,
        };
        await using (
            var house = await ArrHousehold.StartAsync(new CouriarrOptions { Paths = new() { Mappings = [mapping] } }, ("radarr-hd", radarr))
        )
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(40));
            while ((await house.Host.GetAsync("/instances/radarr-hd/deliveries")).GetProperty("delivered").GetInt32() < 1)
                await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
            Assert.True(File.Exists(Path.Join(far, "Film (2021)/Film.mkv")));
        }
        Directory.Delete(disk, recursive: true);
    }

    [Fact]
    public async Task Gives_no_number_while_nobody_carries()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(new Depot(null), ("radarr-hd", radarr));

        Assert.False((await house.Host.GetAsync("/instances/radarr-hd/deliveries")).GetProperty("known").GetBoolean());
    }

    [Theory]
    [InlineData("lidarr", true)]
    [InlineData("readarr", true)]
    [InlineData("radarr", false)]
    public async Task EXP31_gives_no_number_for_an_instance_whose_history_is_not_read(string kind, bool hasKey)
    {
        var options = new ArrOptions { Url = new Uri("http://app.lan"), ApiKey = hasKey ? new Secret("0123456789") : null };
        var member = new Member<InstanceTerms>("app", kind, new InstanceTerms(), options);
        await using var host = await DoorsHost.StartAsync(
            new Depot(new HashSet<string>()).AddTo,
            options: new() { Instances = new Dictionary<string, Member<InstanceTerms>> { ["app"] = member } }
        );

        Assert.False((await host.GetAsync("/instances/app/deliveries")).GetProperty("known").GetBoolean());
        var metrics = await host.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("couriarr_imports_in_history{instance=\"app\"}", metrics, StringComparison.Ordinal);
    }

    /// <summary>Where the given files have arrived, and no others; with null, there is nobody who would know.</summary>
    internal sealed class Depot(IReadOnlySet<string>? arrived) : IArrivals
    {
        public void AddTo(IServiceCollection services)
        {
            foreach (var known in services.Where(service => service.ServiceType == typeof(IArrivals)).ToList())
                services.Remove(known);
            if (arrived is not null)
                services.AddSingleton<IArrivals>(this);
        }

        public Task<IReadOnlyDictionary<string, Standing>> StandingAsync(
            string instance,
            IReadOnlyCollection<string> paths,
            CancellationToken ct
        ) =>
            Task.FromResult<IReadOnlyDictionary<string, Standing>>(
                paths.ToDictionary(path => path, path => arrived!.Contains(path) ? Standing.Arrived : Standing.Underway)
            );

        public Task<IReadOnlySet<(string Path, long File)>> ArrivedAsync(
            string instance,
            IReadOnlyCollection<string> paths,
            CancellationToken ct
        ) => Task.FromResult<IReadOnlySet<(string, long)>>(new HashSet<(string, long)>());
    }
}
