using System.Net.Http.Json;
using Couriarr.Features.Accounts;
using Couriarr.Neighbours;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Security;

namespace Couriarr.Browser;

/// <summary>What strangers send is shown, and never becomes more than text.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class HostileTests
{
    // Nothing of ours has any of these.
    private const string Foreign = """
        () => [...document.querySelectorAll('*')]
            .filter(e => ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MARQUEE', 'MATH', 'VIDEO'].includes(e.tagName)
                || [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'srcdoc' || /javascript:|evil[.]example/i.test(a.value)))
            .map(e => e.outerHTML.slice(0, 200))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_of_strangers_come_in_by_every_door_and_run_on_no_page()
    {
        Assert.True(HostileTexts.All.Count >= 40);
        var disk = new Disk();
        await using var scene = await Scene.SettledAsync(disk.Options);
        scene.With(disk);
        await SendAllAsync(scene, disk);
        await Scenes.AddErrandsAsync(scene);
        foreach (var page in Pages.All.Where(page => page.Who is not Who.First && scene.Knows(page.Path)))
            await Visitor.VisitAsync(
                scene,
                page.Who,
                async visitor =>
                {
                    await visitor.OpenAsync(page);
                    await AssertOnlyTextAsync(visitor, page);
                }
            );
    }

    [Fact]
    public async Task Those_who_signed_in_with_such_names_are_all_shown()
    {
        await using var scene = await Scene.SettledAsync();
        foreach (var text in HostileTexts.All)
            await SignInAsync(scene, text);
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            async visitor =>
            {
                await visitor.OpenAsync(Pages.Of("sessions"));
                Assert.Equal(HostileTexts.All.Count + 1, await visitor.Page.Locator("tbody tr").CountAsync());
                Assert.Contains("<script>alert(1)</script>", await visitor.Page.InnerTextAsync("body"), StringComparison.Ordinal);
            }
        );
    }

    /// <summary>Or nobody would hear it if one ran.</summary>
    [Fact]
    public async Task One_that_ran_would_be_heard()
    {
        var failed = await Assert.ThrowsAnyAsync<Exception>(() =>
            Walk.ToAsync("login", new Look(), visitor => visitor.Page.EvaluateAsync(RunOne))
        );
        foreach (var sign in new[] { "dialog: 1", "A script of strangers ran", "Stopped by the policy: script-src-elem inline" })
            Assert.Contains(sign, failed.Message, StringComparison.Ordinal);
    }

    private const string RunOne = """
        () => {
            const script = document.createElement('script');
            script.textContent = 'alert(2)';
            document.body.append(script);
            alert(1);
        }
        """;

    private static async Task AssertOnlyTextAsync(Visitor visitor, ShownPage page)
    {
        Assert.Null(await visitor.Page.EvaluateAsync<bool?>("window.ranForStrangers ?? null"));
        // The viewer of the API brings elements of its own; that nothing ran holds for it, too.
        Assert.Empty(page.IsForeign ? [] : await visitor.Page.EvaluateAsync<string[]>(Foreign));
    }

    // A title and a file's name by a webhook, a job that fails in such words, a browser that calls itself so, and a channel, if it may.
    private static async Task SendAllAsync(Scene scene, Disk disk)
    {
        var radarr = await Scenes.AddArrAsync(scene, "radarr-hd", await FakeArr.RadarrAsync());
        foreach (var text in HostileTexts.All)
        {
            radarr.InstanceName = text;
            await Scenes.ImportAsync(radarr, radarr.Add(text), $"{text}.mkv");
            await scene.Host.EnqueueAsync(new Errand(text, Fail: true));
            await SignInAsync(scene, text);
            var channel = new
            {
                name = text,
                kind = "webhook",
                options = new { url = "http://127.0.0.1:9" },
            };
            using var answer = await scene.Host.Client.PostAsJsonAsync("/members/channels", channel, Ct);
        }
        await Scenes.AddAsync(scene, "channels", "family", "webhook", new { url = "http://127.0.0.1:9" });
        await Scenes.AddPlexAsync(scene, "den", disk, HostileTexts.All[0]);
        var writable = HostileTexts.All.Where(text => !text.Contains('\0')).ToList();
        await Findings.AddAsync(scene, writable, writable[0]);
        scene.Tell("title", "radarr-hd:1");
        foreach (var name in new[] { "done", "running", "failed" })
            scene.Tell(name, (await scene.Host.EnqueueAsync(new Errand(writable[0], Fail: true))).Value);
        // The zero byte is no text: a webhook with one is refused.
        var refused = HostileTexts.All.Count(text => text.Contains('\0'));
        Assert.Equal(refused, radarr.Deliveries.Count(delivery => !delivery.WasTaken));
        await scene.UntilAsync(async () => await CountAsync(scene, "webhook-received") >= HostileTexts.All.Count - refused);
        await scene.UntilAsync(async () => await CountAsync(scene, "errand") == HostileTexts.All.Count + 3);
    }

    private static async Task<int> CountAsync(Scene scene, string kind) =>
        (await scene.Host.GetAsync($"/jobs?type={kind}&limit=500"))
            .GetProperty("jobs")
            .EnumerateArray()
            .Count(job => job.GetProperty("status").GetString() is not ("waiting" or "running"));

    private static async Task SignInAsync(Scene scene, string agent)
    {
        var account = (await scene.Host.Get<AccountTable>().FindAsync(Ct))!;
        await scene.Host.Get<SessionTable>().BeginAsync(account, new Guest("192.0.2.7", agent), Ct);
    }
}
