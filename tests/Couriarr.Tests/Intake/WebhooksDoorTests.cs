using System.Net;
using System.Net.Sockets;
using System.Text;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Couriarr.Tests.Arr;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Intake;

[Trait("family", "carry")]
public sealed class WebhooksDoorTests
{
    [Theory]
    [InlineData("/webhooks/radarr-hd", "POST", "radarr-hd")]
    [InlineData("/webhooks/radarr-hd/", "PUT", "radarr-hd")]
    [InlineData("/webhooks/radarr-hd?token=abc", "POST", "radarr-hd")]
    [InlineData("/webhooks/radarr", "POST", "radarr")]
    [InlineData("/sync/radarr", "PUT", "radarr")]
    [InlineData("/sync/radarr/", "POST", "radarr")]
    [InlineData("/sync", "POST", "radarr")]
    public async Task Takes_what_is_sent_to_any_of_its_addresses(string address, string method, string instance)
    {
        await using var host = await InboxHost.StartAsync(["radarr-hd", "radarr-4k"]);

        var taken = await host.SendAsync(address, Fixture.Read("radarr/Download.json"), method);

        Assert.Equal((HttpStatusCode.OK, "accepted"), (taken.Code, taken.Status));
        var entry = await host.HandledAsync(taken.Id);
        Assert.Equal((instance, "radarr"), (entry.GetProperty("instance").GetString(), entry.GetProperty("app").GetString()));
        Assert.Equal(
            ["/data/media/movies/The Glass Ferry (2021)/The Glass Ferry (2021) [Bluray-1080p].mkv"],
            await host.FetchedAsync(taken.Id)
        );
    }

    [Fact]
    public async Task Nothing_is_taken_for_a_name_that_nobody_has()
    {
        await using var host = await InboxHost.StartAsync(["radarr-hd"]);

        var answer = await host.SendFileAsync("/webhooks/radar-hd", "radarr/Download.json");

        Assert.Equal(HttpStatusCode.NotFound, answer.Code);
        Assert.StartsWith("There is no instance 'radar-hd'.", answer.Error, StringComparison.Ordinal);
        Assert.Empty(await host.EntriesAsync());
    }

    [Fact]
    public async Task D08_A_test_is_answered_and_shown_and_nothing_else()
    {
        await using var host = await InboxHost.StartAsync();

        var taken = await host.SendFileAsync("/webhooks/sonarr", "sonarr/Test.json");

        Assert.Equal((HttpStatusCode.OK, "test"), (taken.Code, taken.Status));
        Assert.Equal("test", Assert.Single(await host.EntriesAsync()).GetProperty("outcome").GetString());
        Assert.Empty(await host.JobsAsync("webhook-received"));
    }

    [Theory]
    [InlineData("sonarr/Grab.json", "type Grab")]
    [InlineData("sonarr/Health.json", "type Health")]
    [InlineData("radarr/ApplicationUpdate.json", "type ApplicationUpdate")]
    [InlineData("sonarr/ManualInteractionRequired-unknown-series.json", "type ManualInteractionRequired")]
    public async Task D08_What_concerns_no_files_is_stored_and_ignored(string file, string why)
    {
        await using var host = await InboxHost.StartAsync();

        var taken = await host.SendFileAsync("/sync", file);

        Assert.Equal((HttpStatusCode.OK, "ignored"), (taken.Code, taken.Status));
        Assert.Equal($"ignored: {why}", taken.Body.GetProperty("message").GetString());
        Assert.Empty(await host.JobsAsync("webhook-received"));
    }

    [Fact]
    public async Task D08_A_deletion_starts_nothing_while_nobody_reacts_to_it()
    {
        await using var host = await InboxHost.StartAsync();

        var entry = await host.HandledAsync((await host.SendFileAsync("/sync", "radarr/MovieDelete.json")).Id);

        Assert.Equal("radarr took out The Glass Ferry (2021), with its files", entry.GetProperty("note").GetString());
        var job = await host.Doors.UntilAsync(new(entry.GetProperty("job_id").GetInt64()), "skipped");
        Assert.Equal("webhook", job.GetProperty("lane").GetString());
        Assert.Equal(1, job.GetProperty("priority").GetInt32());
    }

    [Fact]
    public async Task D14_Whether_a_path_is_ours_is_no_question_at_the_door()
    {
        await using var host = await InboxHost.StartAsync();
        var body = Fixture.Read("radarr/Download.json").Replace("/data/media/movies", "/nowhere/we/know", StringComparison.Ordinal);

        var taken = await host.SendAsync("/sync", body);

        Assert.Equal("accepted", taken.Status);
        Assert.StartsWith("/nowhere/we/know/", Assert.Single(await host.FetchedAsync(taken.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_is_disabled_is_heard_and_nothing_is_done_for_it()
    {
        var off = InboxHost.Instance("radarr-hd") with { Terms = new() { Enabled = false } };
        await using var host = await InboxHost.StartAsync(change: o =>
            o with
            {
                Instances = new Dictionary<string, Member<InstanceTerms>> { ["radarr-hd"] = off },
            }
        );

        var entry = await host.HandledAsync((await host.SendFileAsync("/webhooks/radarr-hd", "radarr/Download.json")).Id);

        Assert.Equal("The instance 'radarr-hd' is disabled.", entry.GetProperty("note").GetString());
        Assert.Empty(await host.JobsAsync("fetch"));
    }

    [Fact]
    public async Task D04_A_body_of_30_megabytes_is_refused_by_its_size()
    {
        await using var host = await InboxHost.StartAsync();

        var address = new Uri(host.Doors.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());

        // The answer comes without a byte of it being read.
        await client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /webhooks/radarr HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {host.Doors.ApiKey}\r\nContent-Length: 31000000\r\n\r\n"
                ),
                TestContext.Current.CancellationToken
            );

        Assert.StartsWith("HTTP/1.1 413 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(await host.EntriesAsync());
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_taken_and_the_sender_is_told_to_come_again()
    {
        await using var host = await InboxHost.StartAsync(more: services => services.AddSingleton<IFailPoints>(new FullDisk()));
        using var body = new StringContent(Fixture.Read("radarr/Download.json"), Encoding.UTF8, "application/json");

        using var answer = await host.Doors.Client.PostAsync("/sync", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Empty(await host.EntriesAsync());
    }

    private sealed class FullDisk : IFailPoints
    {
        public void Reach(string point)
        {
            if (point == "intake.before_commit")
                throw new StoreUnavailableException("The disk is full.");
        }
    }
}
