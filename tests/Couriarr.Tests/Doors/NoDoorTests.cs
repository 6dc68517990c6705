using System.Net;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class NoDoorTests
{
    [Theory]
    [InlineData("/jobs/1.5")]
    [InlineData("/jobs/abc")]
    [InlineData("/jobs/99999999999999999999")]
    [InlineData("/favicon.ico")]
    public async Task Answers_with_a_sentence_where_there_is_nothing(string path)
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            $"There is nothing at GET {path}.",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
