using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Outside;
using Couriarr.Neighbours;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>Sonarr added a show, and its answer never came: it is asked before anything is repeated.</summary>
[Trait("family", "find")]
public sealed class LostAnswerTests
{
    [Theory]
    [InlineData(Couriarr.Neighbours.Adding.HangsUpAfterwards)]
    [InlineData(Couriarr.Neighbours.Adding.BrokenAfterwards)]
    public async Task G06_an_answer_that_got_lost_after_it_was_added_is_found_out(Couriarr.Neighbours.Adding how)
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Adding = how;
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);

        await host.RunAsync();

        Assert.Equal(ShowStatus.Added, (await host.OfAsync(82)).Status);
        Assert.Single(sonarr.Posted);
        Assert.Single(sonarr.Shelf.Works);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task G06_no_answer_within_the_time_limit_after_it_was_added_is_found_out(bool isBrokenThen)
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Adding = Couriarr.Neighbours.Adding.SilentAfterwards;
        var glass = new Hourglass();
        await using var host = await AddingHost.StartAsync(sonarr, also: all => all.AddSingleton(new OutsideRules { Clock = glass }));
        await host.WantAsync(82);
        await host.BeginAsync();
        await AddingHost.UntilAsync(() => Task.FromResult(!sonarr.Shelf.Works.IsEmpty));

        sonarr.Mood = isBrokenThen ? Mood.Broken : Mood.Well;
        glass.RunOut(TimeSpan.FromMinutes(2));
        if (isBrokenThen)
            await host.UntilClosedAsync("adding:sonarr");
        sonarr.Mood = Mood.Well;

        await host.UntilAsync(82, ShowStatus.Added);
        Assert.Single(sonarr.Posted);
        Assert.Single(sonarr.Shelf.Works);
    }

    [Fact]
    public async Task G05_stopped_right_after_Sonarr_has_it_it_is_added_once_and_known_as_ours()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        var fault = new ThrowAt("discover.after_sonarr_add", 1);
        await using var host = await AddingHost.StartAsync(sonarr, faults: fault);
        await host.WantAsync(82);

        await host.RunAsync();

        Assert.Equal(1, fault.Reached);
        Assert.Equal((ShowStatus.Added, (long?)1), ((await host.OfAsync(82)).Status, (await host.OfAsync(82)).SeriesId));
        Assert.Single(sonarr.Posted);
    }
}
