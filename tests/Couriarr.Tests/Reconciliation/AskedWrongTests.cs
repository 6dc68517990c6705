using System.Text;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Whoever asks for something that is not there, or in a way that is not read, is told so, and nothing is carried.</summary>
[Trait("family", "reconcile")]
public sealed class AskedWrongTests
{
    [Fact]
    public async Task Wishes_in_a_body_are_refused_for_they_would_not_be_read()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();

        var (status, body) = await stage.PostAsync("/reconcile", new { report_only = true });
        using var streamed = new HttpRequestMessage(HttpMethod.Post, "/reconcile") { Content = new StringContent("{}", Encoding.UTF8) };
        streamed.Headers.TransferEncodingChunked = true;
        using var refused = await stage.Host.Client.SendAsync(streamed, Ct);

        Assert.Equal((400, 400), (status, (int)refused.StatusCode));
        Assert.Contains("?library=movies&report_only=true", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty((await stage.Host.GetAsync("/jobs?type=reconcile")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_flag_that_is_none_is_refused_in_plain_words()
    {
        await using var stage = await SetAsync();
        await stage.StartAsync();

        var (status, body) = await stage.PostAsync("/reconcile?dry_run=maybe");

        Assert.Equal((400, "dry_run is 'maybe'; it is true or false."), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Who_asks_for_a_comparison_or_a_library_that_is_not_there_hears_which_there_are()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        var report = (await stage.CompareAsync()).GetProperty("id").GetInt64();

        var (_, unknown) = await stage.PostAsync("/reconcile/plans", new { report = 99 });
        var (_, elsewhere) = await stage.PostAsync("/reconcile/plans", new { library = "films" });
        using var files = await stage.Host.Client.GetAsync($"/reconcile/reports/{report}/files?library=films", Ct);

        Assert.StartsWith("There is no comparison 99", unknown.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("tells of: movies, tv. Not of 'films'.", elsewhere.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, (int)files.StatusCode);
    }
}
