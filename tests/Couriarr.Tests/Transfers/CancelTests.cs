using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>A transfer that a person cancels takes its files with it.</summary>
[Trait("family", "carry")]
public sealed class CancelTests
{
    private const string Movie = "A/a.mkv";
    private const string Later = "A/a.de.srt";
    private const string Part = ".couriarr-8-a.mkv.part";
    private const string Ends = "SELECT status || ' ' || coalesce(outcome, '') FROM sync_jobs ORDER BY id";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_cancelled_does_not_come_with_the_next_event_of_its_title_and_comes_with_a_retry_of_its_job()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        libraries.Put(Later);
        await using var host = await CarryHost.StartAsync(libraries);
        var job = await host.HeldAsync(Movie);
        await host.CancelAsync(job);

        await host.Get<JobDesk>().ResumeAsync("transfer", Ct);
        await host.ImportAsync(Later);
        await host.IdleAsync();

        Assert.Equal([Later], libraries.Delivered);
        Assert.Equal(["superseded cancelled", "success new"], await host.AskAsync(Ends));
        Assert.Equal(200, (await host.PostAsync($"/jobs/{job}/retry", new { })).Status);
        await host.IdleAsync();
        Assert.Equal([Later, Movie], libraries.Delivered);
        libraries.Check();
    }

    [Fact]
    public async Task A_retry_does_not_bring_back_what_a_newer_event_brought()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var job = await host.HeldAsync(Movie);
        await host.CancelAsync(job);
        await host.Get<StrayWatch>().LookAsync(Ct);
        await host.Get<JobDesk>().ResumeAsync("transfer", Ct);
        await host.ImportAsync(Movie);
        await host.IdleAsync();

        await host.PostAsync($"/jobs/{job}/retry", new { });
        await host.IdleAsync();

        Assert.Equal(["superseded cancelled", "success new"], await host.AskAsync(Ends));
    }

    [Fact]
    public async Task Nobody_waits_for_what_was_cancelled_and_what_was_begun_of_it_is_thrown_away()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var job = await host.HeldAsync(Movie);
        Directory.CreateDirectory(libraries.At("A"));
        await File.WriteAllTextAsync(libraries.At($"A/{Part}"), "x", Ct);
        await host.WriteAsync($"UPDATE sync_jobs SET status = 'running', started_at = created_at, temp_name = '{Part}', job_id = {job}");
        await host.CancelAsync(job);

        await host.Get<StrayWatch>().LookAsync(Ct);

        Assert.Empty(libraries.Delivered);
        Assert.Equal(["superseded cancelled"], await host.AskAsync(Ends));
        Assert.Equal(["1"], await host.AskAsync("SELECT '1' FROM sync_jobs WHERE temp_name IS NULL AND completed_at IS NOT NULL"));
        Assert.Equal(Standing.Cancelled, await StandingAsync(host));
        var moments = (await host.GetAsync("/titles/radarr:1/timeline")).GetProperty("moments").EnumerateArray();
        var told = Assert.Single(moments, moment => Word(moment, "what") == "transfer");
        Assert.Equal("cancelled", Word(told, "outcome"));
        Assert.Equal($"A was cancelled: Its transfer, job #{job}, was cancelled. Retry that job to carry it.", Word(told, "sentence"));
        var mirror = await host.MirrorAsync(new MirrorMedia(libraries.Movie(Movie).Work, [], []) { IsUpgrade = true, Everything = true });
        Assert.Equal(JobState.Skipped, mirror.State);
    }

    [Fact]
    public async Task What_was_cancelled_waits_no_more_from_that_moment_on()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var job = await host.HeldAsync(Movie);
        Assert.Equal(Standing.Underway, await StandingAsync(host));

        await host.CancelAsync(job);

        Assert.Equal(Standing.Cancelled, await StandingAsync(host));
    }

    [Fact]
    public async Task What_was_begun_at_a_destination_that_is_away_is_thrown_away_by_the_cleaner()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var job = await host.HeldAsync(Movie);
        await host.WriteAsync($"UPDATE sync_jobs SET started_at = created_at, temp_name = '{Part}', job_id = {job}");
        var aside = libraries.Destination + "-aside";
        Directory.Move(libraries.Destination, aside);
        await host.CancelAsync(job);
        await host.Get<StrayWatch>().LookAsync(Ct);
        Assert.Equal([Part], await host.AskAsync("SELECT temp_name FROM sync_jobs WHERE outcome = 'cancelled'"));
        Directory.Move(aside, libraries.Destination);
        Directory.CreateDirectory(libraries.At("A"));
        await File.WriteAllTextAsync(libraries.At($"A/{Part}"), "x", Ct);

        await host.Get<JobQueue>().EnqueueAsync(new ClearTransfers(), ct: Ct);
        await host.IdleAsync();

        Assert.Empty(libraries.Delivered);
    }

    [Fact]
    public async Task What_a_job_that_has_not_ended_still_holds_is_left_to_it()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var job = await host.HeldAsync(Movie);
        var tomorrow = new EnqueueOptions(host.Get<TimeProvider>().GetUtcNow().AddDays(1));
        var holder = await host.Get<JobQueue>().EnqueueAsync(new ClearTransfers(), tomorrow, Ct);
        await host.WriteAsync($"UPDATE sync_jobs SET status = 'running', started_at = created_at, job_id = {holder.Value}");

        await host.Get<JobDesk>().ResumeAsync("transfer", Ct);
        var ended = await host.UntilAsync("transfer-media", JobState.Skipped);

        Assert.Equal(job, ended.Id.Value);
        Assert.Empty(libraries.Delivered);
        Assert.Equal(["running "], await host.AskAsync(Ends));
    }

    private static async Task<Standing> StandingAsync(CarryHost host) =>
        (await host.Get<IArrivals>().StandingAsync("radarr", [$"/movies/{Movie}"], Ct))[$"/movies/{Movie}"];

    private static string? Word(JsonElement moment, string name) => moment.GetProperty(name).GetString();
}
