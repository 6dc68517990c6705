using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Intake;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Doors;

/// <summary>Puts together what is known of each instance, and asks those that can be asked how they are.</summary>
internal sealed class InstanceViews(MemberBook members, ArrApis apis, InboxTable inbox, CatchUpDesk desk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<InstanceView>> AllAsync(CancellationToken ct)
    {
        var marks = (await desk.MarksAsync(ct)).ToDictionary(mark => mark.Instance);
        var all = await members.AllAsync<InstanceTerms>(ct);
        return await Task.WhenAll(all.Select(member => OfAsync(member, marks.GetValueOrDefault(member.Name), ct)));
    }

    /// <returns>Null when there is none of that name, or when it cannot be used.</returns>
    public async Task<InstanceView?> FindAsync(string name, CancellationToken ct) =>
        await members.FindAsync<InstanceTerms>(name, ct) is { } member
            ? await OfAsync(member, (await desk.MarksAsync(ct)).FirstOrDefault(mark => mark.Instance == member.Name), ct)
            : null;

    private async Task<InstanceView> OfAsync(Member<InstanceTerms> member, Watermark? mark, CancellationToken ct)
    {
        var status = StatusAsync(member, ct);
        var last = await inbox.ListAsync(new InboxQuery(member.Name, null, null, null, null, null, Limit: 1), ct);
        var (app, trouble) = await status;
        return new InstanceView(member.Name, member.Kind, member.Terms.Enabled, (member.Options as ArrOptions)?.Url)
        {
            Answers = app is not null,
            Version = app?.Version,
            Trouble = trouble,
            LastWebhook = last.FirstOrDefault()?.ReceivedAt,
            History = mark is null ? null : ReadHistory.Of(mark),
        };
    }

    private async Task<(ArrStatus? App, string? Trouble)> StatusAsync(Member<InstanceTerms> member, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return member.Terms.Enabled ? (await apis.Of(member).StatusAsync(patience.Token), null) : (null, "It is switched off.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, $"It has not answered for {Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return (null, e.Message);
        }
    }
}

/// <param name="Kind">radarr, sonarr, lidarr or readarr.</param>
internal sealed record InstanceView(string Name, string Kind, bool Enabled, Uri? Url)
{
    public static InstanceView Example { get; } =
        new("radarr-hd", "radarr", Enabled: true, new Uri("http://radarr.lan:7878"))
        {
            Answers = true,
            Version = "6.1.0.10300",
            LastWebhook = ReadHistory.Example.TriedAt,
            History = ReadHistory.Example,
        };

    public bool Answers { get; init; }
    public string? Version { get; init; }

    /// <summary>Why it does not answer as it should.</summary>
    public string? Trouble { get; init; }
    public DateTimeOffset? LastWebhook { get; init; }
    public ReadHistory? History { get; init; }
}
