using System.Globalization;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;
using Couriarr.Features.Outside;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Instances;

/// <summary>The fake apps are worth nothing unless they are like the real ones, and our reader must get along with both.</summary>
[Trait("family", "carry")]
public sealed class NeighbourTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_fake_app_tells_is_understood_as_the_real_ones_are()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var house = await ArrHousehold.StartAsync(("sonarr-hd", sonarr));
        await house.PostAsync($"/instances/sonarr-hd/register?url={house.Host.Address}");
        var series = sonarr.Add("Serial");
        var episode = sonarr.AddEpisode(series, 1, 1);

        await sonarr.ImportAllAsync(series, new FakeImport("Season 01/E01.mkv", [1], episode));
        var better = (await sonarr.ImportAllAsync(series, new FakeImport("Season 01/E01 better.mkv", [1, 2], episode)))[0];
        better = await sonarr.RenameAsync(better, "Season 01/E01 best.mkv");
        await sonarr.DeleteAsync(better);
        await sonarr.DeleteAsync(series);

        Assert.All(sonarr.Deliveries, sent => Assert.Equal(200, sent.Status));
        var told = sonarr.Deliveries.Where(sent => sent.Body["eventType"]!.GetValue<string>() != "Test").Select(Read).ToList();
        Assert.All(told, webhook => Assert.Null(webhook.Warning));
        Type[] events =
        [
            typeof(MediaImported),
            typeof(MediaImported),
            typeof(MediaFilesDeleted),
            typeof(MediaImported),
            typeof(MediaImported),
            typeof(MediaRenamed),
            typeof(MediaFilesDeleted),
            typeof(MediaDeleted),
        ];
        Assert.Equal(events, told.Select(webhook => Assert.IsType<ArrWebhook.Happened>(webhook).Event.GetType()));
        var upgrade = (MediaImported)((ArrWebhook.Happened)told[3]).Event;
        Assert.True(upgrade.IsUpgrade);
        Assert.Equal([$"{series.Folder}/Season 01/E01.mkv"], upgrade.Superseded);
    }

    [Fact]
    public async Task Reads_what_an_app_has_one_thing_at_a_time()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        var series = sonarr.Add("Serial", 2020);
        var episode = sonarr.AddEpisode(series, 2, 7);
        var file = await sonarr.ImportAsync(series, new FakeImport("Season 02/E07.mkv", [1, 2, 3], episode));
        using var http = new OutsideHttp();
        var api = new ArrApis(http).Of(ArrHousehold.MemberOf("sonarr-hd", sonarr));

        var work = Assert.Single(await api.WorksAsync(Ct).ToListAsync(Ct));
        var found = Assert.Single(await api.FilesAsync(work.Id, Ct).ToListAsync(Ct));
        var read = Assert.Single(await api.EpisodesAsync(work.Id, Ct).ToListAsync(Ct));
        var import = Assert.Single(await api.NewestImportsAsync(10, Ct));

        Assert.Equal(("Serial", 2020, series.Folder, series.Tvdb), (work.Title, work.Year, work.Folder, work.Ids.Tvdb));
        Assert.Equal((file.Id, file.PathIn(series), 3L, "WEBDL-1080p", 2), (found.Id, found.Path, found.Size, found.Quality, found.Season));
        Assert.Equal((2, 7, (long?)file.Id), (read.Season, read.Number, read.FileId));
        Assert.Equal((file.PathIn(series), (long?)file.Id, (long?)3), (import.Path, import.FileId, import.Size));
        Assert.Null(await api.FindWorkAsync(999, Ct));
    }

    [Fact]
    public async Task A_base_path_is_part_of_the_address()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        radarr.UrlBase = "/radarr";
        using var http = new OutsideHttp();

        var status = await new ArrApis(http).Of(ArrHousehold.MemberOf("radarr-hd", radarr)).StatusAsync(Ct);

        Assert.Equal(("Radarr", radarr.Flavour.Version), (status.AppName, status.Version));
    }

    [Fact]
    public async Task An_app_whose_calls_fail_is_left_alone_for_longer_and_longer()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using (var house = await ArrHousehold.StartAsync(("radarr-hd", radarr)))
            await house.PostAsync($"/instances/radarr-hd/register?url={house.Host.Address}");

        for (var minute = 0; minute < 10; minute++)
        {
            radarr.ClockShift = TimeSpan.FromMinutes(2 * minute);
            await CatchUpTests.ImportAsync(radarr, $"Film {minute.ToString(CultureInfo.InvariantCulture)}");
        }

        Assert.Equal(5, radarr.Deliveries.Count(sent => sent is { Status: null, Said: not "dropped" }));
        Assert.Equal(5, radarr.Deliveries.Count(sent => sent.Said == "dropped"));
    }

    private static ArrWebhook Read(FakeDelivery sent)
    {
        using var payload = ArrPayload.Open(Encoding.UTF8.GetBytes(sent.Body.ToJsonString()), out var objection);
        Assert.True(payload is not null, objection);
        return payload.Read(ArrApp.Sonarr, "sonarr-hd");
    }
}
