using System.Text.Json.Nodes;
using Couriarr.Features.Members;
using Couriarr.Neighbours;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The app of the house, as its pages call it.</summary>
internal static class KnownApps
{
    public static async Task AddAsync(BrowserHost host, FakeArr arr)
    {
        var options = new JsonObject { ["url"] = arr.Address.ToString(), ["api_key"] = arr.ApiKey };
        var wish = new MemberWish("hd", arr.Flavour.Name.ToLowerInvariant(), Enabled: true, options);
        Assert.IsType<MemberReply.Done>(await host.Get<MemberDesk>().AddAsync("instances", wish, TestContext.Current.CancellationToken));
    }
}
