using System.Globalization;
using System.Net;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Secrets;
using Couriarr.Logging;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Logging;

[Trait("family", "doors")]
public sealed class LogsDoorTests
{
    [Fact]
    public async Task Shows_the_newest_lines_the_oldest_of_them_first()
    {
        await using var host = await DoorsHost.StartAsync();
        for (var i = 0; i < 10; i++)
            Say(host, LogLevel.Information, $"line {i}");

        Assert.Equal(["line 7", "line 8", "line 9"], Messages(await host.GetAsync("/logs?lines=3")));
        Assert.Empty((await host.GetAsync("/logs")).GetProperty("troubles").EnumerateArray());
    }

    [Fact]
    public async Task Shows_only_what_is_grave_enough()
    {
        await using var host = await DoorsHost.StartAsync();
        Say(host, LogLevel.Information, "all is well");
        Say(host, LogLevel.Error, "a fire");
        Say(host, LogLevel.Warning, "smoke");

        var answer = await host.GetAsync("/logs?level=warning");

        Assert.Equal(["a fire", "smoke"], Messages(answer));
        Assert.Equal("ERROR", answer.GetProperty("lines")[0].GetProperty("level").GetString());
    }

    [Fact]
    public async Task Shows_the_lines_of_one_job()
    {
        await using var host = await DoorsHost.StartAsync();
        var broken = await host.EnqueueAsync(new Errand("broken", Fail: true));
        var other = await host.EnqueueAsync(new Errand("other", Fail: true));
        await host.UntilAsync(broken, "dead");
        await host.UntilAsync(other, "dead");

        var lines = (await host.GetAsync($"/logs?job={broken.Value}")).GetProperty("lines");

        Assert.NotEqual(0, lines.GetArrayLength());
        Assert.All(lines.EnumerateArray(), line => Assert.Equal(broken.Value, line.GetProperty("job").GetInt64()));
    }

    [Fact]
    public async Task Reads_on_in_the_older_files()
    {
        await using var host = await DoorsHost.StartAsync();
        var file = Path.Combine(host.Logs, LogOptions.ApplicationName);
        Say(host, LogLevel.Warning, "in the older file");
        await host.Get<LogBook>().FlushAsync();
        File.Move(file, file + ".1");
        Say(host, LogLevel.Warning, "in the newer file");

        Assert.Equal(["in the older file", "in the newer file"], Messages(await host.GetAsync("/logs?level=WARNING")));
    }

    [Theory]
    [InlineData("/logs?lines=0", "from 1 to 5000")]
    [InlineData("/logs?lines=5001", "from 1 to 5000")]
    [InlineData("/logs?level=loud", "There are DEBUG, INFO, WARNING, ERROR")]
    [InlineData("/logs?job=dune", "job")]
    public async Task Says_what_is_wrong_with_a_question(string path, string sentence)
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_the_files_and_hands_out_one()
    {
        await using var host = await DoorsHost.StartAsync();
        Say(host, LogLevel.Warning, "to be read at home");
        await host.Get<LogBook>().FlushAsync();
        File.Copy(Path.Combine(host.Logs, LogOptions.ApplicationName), Path.Combine(host.Logs, LogOptions.ApplicationName + ".2"));

        var files = (await host.GetAsync("/logs/files")).GetProperty("files").EnumerateArray().Select(f => f.GetProperty("id").GetString());
        using var answer = await host.Client.GetAsync("/logs/files/application-2", TestContext.Current.CancellationToken);

        Assert.Equal(["application", "application-2"], files);
        Assert.Equal("sync_webhook.log.2", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "to be read at home",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("..%2f..%2fcouriarr.db")]
    [InlineData("%2e%2e%2fcouriarr.db")]
    [InlineData("..%5c..%5ccouriarr.db")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("application%2f..%2f..%2fcouriarr.db")]
    [InlineData("application%00")]
    [InlineData("application.1")]
    [InlineData("application-01")]
    [InlineData("application-99")]
    [InlineData("sync_webhook.log")]
    [InlineData("secret.txt")]
    [InlineData("APPLICATION")]
    public async Task Hands_out_nothing_but_logs_by_their_ids(string id)
    {
        await using var host = await DoorsHost.StartAsync();
        Say(host, LogLevel.Warning, "there is a log");
        await host.Get<LogBook>().FlushAsync();
        await File.WriteAllTextAsync(Path.Combine(host.Logs, "secret.txt"), "root:x:0", TestContext.Current.CancellationToken);

        using var answer = await host.Client.GetAsync($"/logs/files/{id}", TestContext.Current.CancellationToken);

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        Assert.DoesNotContain(
            "root:",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Follows_no_link_that_somebody_put_into_the_log_folder()
    {
        await using var host = await DoorsHost.StartAsync();
        Directory.CreateDirectory(host.Logs);
        File.CreateSymbolicLink(Path.Combine(host.Logs, LogOptions.ApplicationName + ".1"), "/etc/passwd");

        using var answer = await host.Client.GetAsync("/logs/files/application-1", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task OPS20_the_banner_says_what_runs_what_is_off_and_why_without_secrets()
    {
        var redactor = new Redactor();
        redactor.Know("CANARY-banner");
        await using var host = await DoorsHost.StartAsync(
            services =>
                services
                    .AddSingleton(new Ability("players", IsOn: false, "none is configured"))
                    .AddSingleton(new Ability("radarr", IsOn: true, "key CANARY-banner")),
            redactor
        );

        await host.Get<Banner>().ShowAsync("http://127.0.0.1:8475", TestContext.Current.CancellationToken);

        var lines = (await host.LogAsync()).Where(line => line.Source == "Banner").Select(line => line.Message).ToList();
        Assert.InRange(lines.Count, 3, 6);
        Assert.Matches(@"^Couriarr \d+\.\d+\.\d+ on \.NET 10\.\S+, SQLite 3\.\d+\.\d+, rsync \d+\.\d+\.\d+, ", lines[0]);
        Assert.Contains(
            lines,
            line =>
                line.Contains("players (none is configured)", StringComparison.Ordinal)
                && line.Contains("radarr (key ***)", StringComparison.Ordinal)
        );
        Assert.Equal("Couriarr is up: look at http://127.0.0.1:8475/health", lines[^1]);
    }

    [Fact]
    public async Task Reads_backwards_across_blocks_without_losing_or_splitting_a_line()
    {
        var lines = Enumerable
            .Range(0, 20_000)
            .Select(i => $"{i.ToString(CultureInfo.InvariantCulture)} {new string('é', i % 40)}")
            .ToList();
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

        Assert.Equal(lines.AsEnumerable().Reverse(), Backwards.Lines(file));
        await using var empty = new MemoryStream();
        Assert.Empty(Backwards.Lines(empty));
    }

    private static void Say(DoorsHost host, LogLevel level, string sentence) =>
        host.Get<ILogger<LogsDoorTests>>().Log(level, "{Sentence}", sentence);

    private static IEnumerable<string?> Messages(JsonElement answer) =>
        answer.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("message").GetString());
}
