using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Jobs;
using Couriarr.Tests.House;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class KindTests
{
    [Fact]
    public async Task JOB02_every_kind_of_channel_has_its_job_with_retries_of_its_own_and_a_gate_for_each_channel()
    {
        await using var host = await StartAsync([]);
        var clients = host.Get<Clients>();
        var known = KnownKinds.All.Of(typeof(ChannelTerms)).Select(kind => kind.Name).ToList();

        Assert.Equal(known.Order(StringComparer.Ordinal), clients.Kinds);
        Assert.Superset(known.ToHashSet(), host.Get<IEnumerable<IChannel>>().Select(channel => channel.Kind).ToHashSet());
        Assert.Superset(known.Select(kind => $"notify-{kind}").ToHashSet(), host.Get<JobCatalog>().Kinds.ToHashSet());
        Assert.All(
            known,
            kind => Assert.Equal(("channel:x", "notify:x"), (clients.JobFor(kind, "x").Gate, clients.JobFor(kind, "x").UniqueKey))
        );
        Assert.Equal(JobPriority.Normal, Notify<DiscordOptions>.Kind.Priority);
        Assert.InRange(host.Get<JobDesk>().Lanes.Single(lane => lane.Name == "notify").Slots, 6, 64);
    }

    [Fact]
    public void The_page_about_messages_lists_all_that_can_be_told_and_all_places()
    {
        var page = Repository.Read("docs/notifications.md");

        Assert.All(
            Topics.All,
            topic => Assert.Contains($"| `{topic.Name}` | {topic.Severity.ToString().ToLowerInvariant()} |", page, StringComparison.Ordinal)
        );
        Assert.All(
            Messages.All,
            message =>
                Assert.Contains(
                    $"| `{message.Name}` | {(message.Places.Length == 0 ? "–" : string.Join(", ", message.Places.Select(place => $"`{{{place}}}`")))} |",
                    page,
                    StringComparison.Ordinal
                )
        );
    }
}
