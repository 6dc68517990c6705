using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications;
using Couriarr.Features.Notifications.Telling;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class AudienceTests
{
    private static readonly Member<ChannelTerms> Primary = Channel("primary");
    private static readonly Member<ChannelTerms> Second = Channel("backup", Backup);

    [Theory]
    [InlineData("delivered", Severity.Info, "primary")]
    [InlineData("failed", Severity.Warning, "primary")]
    [InlineData("given-up", Severity.Critical, "primary, backup")]
    [InlineData("receiver-broken", Severity.Critical, "primary, backup")]
    [InlineData("receiver-back", Severity.Info, "primary, backup")]
    [InlineData("test", Severity.Info, "primary, backup")]
    public void A_backup_hears_what_is_critical(string topic, Severity severity, string expected) =>
        Assert.Equal(expected, Names(Audience.Of(Of(topic, severity), [Primary, Second])));

    [Fact]
    public void A_backup_hears_everything_while_there_is_no_primary_in_use()
    {
        var off = Channel("off", new ChannelTerms { Enabled = false });

        Assert.Equal("backup", Names(Audience.Of(Of("delivered", Severity.Info), [off, Second])));
        Assert.Equal("primary", Names(Audience.Of(Of("delivered", Severity.Info), [Primary, Second])));
    }

    [Fact]
    public void A_channel_hears_the_events_that_it_names_and_nothing_below_its_severity()
    {
        var choosy = Channel("choosy", new ChannelTerms { Events = ["delivered", "digest"] });
        var grave = Channel("grave", new ChannelTerms { MinSeverity = Severity.Warning });

        Assert.Equal("choosy", Names(Audience.Of(Of("delivered", Severity.Info), [choosy, grave])));
        Assert.Equal("grave", Names(Audience.Of(Of("failed", Severity.Warning), [choosy, grave])));
    }

    [Fact]
    public void One_that_is_asked_for_by_name_gets_it_whatever_it_wants_to_hear()
    {
        var choosy = Channel("choosy", new ChannelTerms { Events = ["digest"], MinSeverity = Severity.Critical });

        Assert.Equal("choosy", Names(Audience.Of(Of("test", Severity.Info), [Primary, choosy], only: "choosy")));
        Assert.Equal("primary, choosy", Names(Audience.Of(Of("test", Severity.Info), [Primary, choosy])));
        Assert.Equal("", Names(Audience.Of(Of("test", Severity.Info), [Primary, choosy], only: "nobody")));
    }

    [Theory]
    [InlineData("22:00-07:00", "2026-03-01T21:59:59Z", null)]
    [InlineData("22:00-07:00", "2026-03-01T22:00:00Z", "2026-03-02T07:00:00Z")]
    [InlineData("22:00-07:00", "2026-03-02T06:59:59Z", "2026-03-02T07:00:00Z")]
    [InlineData("22:00-07:00", "2026-03-02T07:00:00Z", null)]
    [InlineData("9:30 - 12:00", "2026-03-02T10:00:00Z", "2026-03-02T12:00:00Z")]
    [InlineData("22:00-22:00", "2026-03-02T22:00:00Z", null)]
    public void Quiet_hours_begin_and_end_on_the_minute(string hours, string now, string? end) =>
        Assert.Equal(
            end is null ? null : DateTimeOffset.Parse(end, null),
            QuietClock.EndOf(hours, DateTimeOffset.Parse(now, null), TimeZoneInfo.Utc)
        );

    [Fact]
    public void Quiet_hours_that_end_in_the_hour_that_the_clock_skips_end_right_behind_it()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var midnight = DateTimeOffset.Parse("2026-03-28T23:30:00Z", null);

        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:00:00Z", null), QuietClock.EndOf("22:00-02:30", midnight, berlin));
    }

    private static Notice Of(string topic, Severity severity) => new("1", topic, severity, Prose.Of("t"), Prose.Of("b"));

    private static string Names(IEnumerable<Member<ChannelTerms>> members) => string.Join(", ", members.Select(member => member.Name));
}
