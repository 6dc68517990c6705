using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Intake;
using Couriarr.Features.Members;
using Couriarr.Features.Transfers;

namespace Couriarr.Dashboard.Welcome;

/// <summary>Which steps of the set-up are done, seen by what is there.</summary>
internal sealed class Progress(MemberBook members, InboxTable inbox, Totals totals)
{
    public async Task<IReadOnlyList<Step>> OfAsync(CancellationToken ct)
    {
        var apps = await members.AllAsync<InstanceTerms>(ct);
        var heard = await inbox.ListAsync(new InboxQuery(null, null, null, null, null, null, Limit: 1), ct);
        return
        [
            new("apps", "instances", apps.Count > 0),
            new("way", "instances", heard.Count > 0),
            new("players", "players", (await members.AllAsync<PlayerTerms>(ct)).Count > 0),
            new("channels", "channels", (await members.AllAsync<ChannelTerms>(ct)).Count > 0),
            new("import", "instances", (await totals.AskAsync(ct)).Ever.Succeeded > 0),
        ];
    }
}

/// <param name="Family">Whose members it is about.</param>
internal sealed record Step(string Key, string Family, bool IsDone)
{
    public string Path => $"{WelcomePages.Address}/{Key}";
}
