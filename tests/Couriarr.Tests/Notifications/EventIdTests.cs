using System.Collections.Concurrent;
using Couriarr.Features.Notifications.Digests;
using Couriarr.Jobs;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

/// <summary>By the id of an event a receiver drops what it has had: so it must be the event's alone.</summary>
[Trait("family", "announce")]
public sealed class EventIdTests
{
    private static readonly DateTimeOffset Tick = new(2026, 3, 1, 0, 5, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_two_data_folders_give_the_same_id_to_what_they_tell()
    {
        await using var one = await StartAsync([Channel("main")], now: Tick);
        await using var other = await StartAsync([Channel("main")], now: Tick);

        foreach (var host in new[] { one, other })
        {
            await host.HappenAsync(Told.Movie("Dune", 2021));
            await host.UntilGotAsync("main", 1);
            await host.Get<JobQueue>().EnqueueAsync(new SendDigest(Tick), ct: Ct);
            await host.UntilGotAsync("main", 2);
        }

        var ids = one.Mailbox.Of("main").Concat(other.Mailbox.Of("main")).Select(notice => notice.Id).ToList();
        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
    }

    [Fact]
    public async Task Every_try_of_an_event_and_every_channel_that_hears_of_it_has_the_same_id()
    {
        await using var host = await StartAsync([Channel("main"), Channel("other")]);
        var tried = new ConcurrentQueue<string>();
        host.Mailbox.Mood(
            "main",
            (_, notice) =>
            {
                tried.Enqueue(notice.Id);
                return tried.Count < 3 ? throw new TransientException("Not now.") : Task.CompletedTask;
            }
        );

        await host.HappenAsync(Told.Movie("Dune", 2021));
        await host.UntilGotAsync("main", 1);
        await host.UntilGotAsync("other", 1);

        Assert.Equal(3, tried.Count);
        Assert.Equal(host.Mailbox.Of("other")[0].Id, Assert.Single(tried.Distinct()));
    }
}
