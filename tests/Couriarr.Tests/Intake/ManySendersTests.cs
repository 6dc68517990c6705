using System.Net;
using System.Net.Sockets;
using System.Text;
using Couriarr.Features.Intake;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Arr;

namespace Couriarr.Tests.Intake;

[Trait("family", "carry")]
public sealed class ManySendersTests
{
    private const int Senders = 64;

    [Fact]
    public async Task D01_The_same_ten_times_one_after_the_other_is_done_once()
    {
        await using var host = await InboxHost.StartAsync();
        var takings = new List<Taking>();
        for (var i = 0; i < 10; i++)
            takings.Add(await host.SendFileAsync("/webhooks/radarr", "radarr/Download.json"));

        await DoneOnceAsync(host, takings);
    }

    [Fact]
    public async Task D01_The_same_ten_times_at_once_is_done_once()
    {
        await using var host = await InboxHost.StartAsync();

        await DoneOnceAsync(
            host,
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.SendFileAsync("/webhooks/radarr", "radarr/Download.json")))
        );
    }

    [Fact]
    public async Task A03_A_second_job_for_the_same_entry_does_nothing()
    {
        await using var host = await InboxHost.StartAsync();
        var id = (await host.SendFileAsync("/webhooks/radarr", "radarr/Download.json")).Id;
        await host.FetchedAsync(id);

        var second = await host.Doors.Get<JobQueue>().EnqueueAsync(new WebhookReceived(id), ct: TestContext.Current.CancellationToken);

        var job = await host.Doors.UntilAsync(second, "skipped");
        Assert.Equal($"Another job sees to entry {id}.", job.GetProperty("note").GetString());
        Assert.Single(await host.JobsAsync("fetch"));
    }

    [Fact]
    public async Task A03_An_entry_whose_job_was_taken_in_by_another_is_seen_to_by_that_one()
    {
        await using var host = await InboxHost.StartAsync();
        var id = (await host.SendFileAsync("/webhooks/radarr", "radarr/Download.json")).Id;
        var first = (await host.HandledAsync(id)).GetProperty("job_id").GetInt64();
        await host.Doors.UntilAsync(new(first), "succeeded");
        await host
            .Doors.Get<Database>()
            .WriteAsync(
                async session =>
                    await session.ExecuteAsync("UPDATE job_history SET state = 'superseded' WHERE id = @p1", first)
                    + await session.ExecuteAsync("UPDATE webhook_inbox SET handled_at = NULL WHERE id = @p1", id),
                WriteKind.Upkeep,
                TestContext.Current.CancellationToken
            );

        var second = await host.Doors.Get<JobQueue>().EnqueueAsync(new WebhookReceived(id), ct: TestContext.Current.CancellationToken);

        await host.Doors.UntilAsync(second, "succeeded");
        Assert.Equal(second.Value, (await host.HandledAsync(id)).GetProperty("job_id").GetInt64());
        Assert.Equal(2, (await host.JobsAsync("fetch")).Count);
    }

    [Fact]
    public async Task Sixty_four_senders_at_once_are_each_heard_once()
    {
        await using var host = await InboxHost.StartAsync();
        var template = Fixture.Read("radarr/Download.json");

        var takings = await Task.WhenAll(
            Enumerable
                .Range(1, Senders)
                .Select(async sender =>
                {
                    var taken = new List<Taking>();
                    for (var i = 0; i < 5; i++)
                        taken.Add(await host.SendAsync("/sync", template.Replace("640", $"{sender}{i:000}", StringComparison.Ordinal)));
                    return taken;
                })
        );

        var all = takings.SelectMany(taken => taken).ToList();
        Assert.All(all, taken => Assert.Equal((HttpStatusCode.OK, "accepted"), (taken.Code, taken.Status)));
        Assert.Equal(Senders * 5, all.Select(taken => taken.Id).Distinct().Count());
        foreach (var taken in all)
            await host.HandledAsync(taken.Id);
        Assert.Equal(Senders * 5, (await host.JobsAsync("webhook-received")).Count);
    }

    [Fact]
    public async Task D10_A_sender_who_hangs_up_was_heard_wholly_or_not_at_all()
    {
        await using var host = await InboxHost.StartAsync();
        var body = Fixture.Read("radarr/Download.json");

        await SendRawAsync(host, body, body.Length + 1);
        await SendRawAsync(host, body, body.Length);

        // What hung up before the end is never taken, so the next one that is whole has the entry to itself.
        var whole = await host.SendAsync("/webhooks/radarr", body);
        var entry = Assert.Single(await host.EntriesAsync());
        Assert.Equal(whole.Id, entry.GetProperty("id").GetInt64());
        await host.HandledAsync(whole.Id);
        Assert.Single(await host.JobsAsync("webhook-received"));
    }

    private static async Task SendRawAsync(InboxHost host, string body, int promised)
    {
        var address = new Uri(host.Doors.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var bytes = Encoding.UTF8.GetBytes(body);
        var head =
            $"POST /webhooks/radarr HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {host.Doors.ApiKey}\r\nContent-Length: {bytes.Length + promised - body.Length}\r\n\r\n";
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes], TestContext.Current.CancellationToken);
    }

    private static async Task DoneOnceAsync(InboxHost host, IReadOnlyList<Taking> takings)
    {
        Assert.All(takings, taken => Assert.Equal(HttpStatusCode.OK, taken.Code));
        var id = Assert.Single(takings.Select(taken => taken.Id).Distinct());
        Assert.Equal(9, takings.Count(taken => taken.Status == "duplicate"));
        Assert.Equal(10, (await host.HandledAsync(id)).GetProperty("deliveries").GetInt32());
        Assert.Single(await host.FetchedAsync(id));
        Assert.Single(await host.JobsAsync("webhook-received"));
    }
}
