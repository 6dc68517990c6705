using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class MistypedQuestionTests
{
    [Theory]
    [InlineData("/jobs?status=sleepy", "'sleepy' is no status")]
    [InlineData("/jobs?limit=0", "from 1 to 500")]
    [InlineData("/jobs?limit=501", "from 1 to 500")]
    [InlineData("/jobs?limit=many", "limit is 'many', which is no whole number.")]
    [InlineData("/jobs?before=x", "before is 'x', which is no whole number.")]
    [InlineData("/jobs?limit=99999999999", "limit is '99999999999', which is no whole number of a usual size.")]
    [InlineData("/jobs?stauts=failed", "'stauts' is no parameter of /jobs. There are: status, type, lane, q, root, before, limit.")]
    public async Task Says_what_is_wrong_with_a_question(string path, string sentence)
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await ErrorAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looks_for_no_text_as_long_as_a_book()
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.GetAsync($"/jobs?q={new string('_', 201)}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("q has 201 characters", await ErrorAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/queue/retry-failed?sicne=1h", "There are: since.")]
    [InlineData("/queue/cancel?staus=waiting", "There are: status, type, lane.")]
    [InlineData("/queue/cancel", "give status, type or lane")]
    [InlineData("/queue/cancel?lane=", "give status, type or lane")]
    [InlineData("/queue/cancel?status=dead", "has ended")]
    [InlineData("/queue/cancel?status=sleepy", "'sleepy' is no status")]
    [InlineData("/lanes/errands/pause?raeson=Visitors", "There are: reason.")]
    public async Task A_mistyped_wish_does_nothing_and_names_what_there_is(string path, string sentence)
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.PostAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await ErrorAsync(answer), StringComparison.Ordinal);
        Assert.All((await host.GetAsync("/lanes")).EnumerateArray(), lane => Assert.False(lane.GetProperty("paused").GetBoolean()));
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("error").GetString()!;
}
