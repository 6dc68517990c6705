using System.Net;
using Couriarr.Dashboard.Rules;
using Couriarr.Features.Accounts;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Tests.Discovery.Rules;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Dashboard;

/// <summary>Rules are tried over the catalogue before anything of them counts.</summary>
[Trait("family", "browser")]
public sealed class RulesEditorTests
{
    private const string Path = "/ui/rules";
    private const string Try = "/ui/rules/preview";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Other_rules_are_compared_with_those_in_force_with_examples_and_reasons()
    {
        await using var host = await HostAsync();
        using var reader = await Reader.OfAsync(host);
        Assert.Contains("include: [\"US\", \"GB\"", await reader.TextAsync(Path), StringComparison.Ordinal);

        const string Rules = "rules:\n  - name: no ferries\n    when: { title: { contains: ferry } }\n    then: skip\n";
        var page = await reader.SendAsync(Path, Try, HttpStatusCode.OK, ("text", Rules));

        Assert.Contains("1 show less", page, StringComparison.Ordinal);
        Assert.Contains("Now: It passes every filter.", page, StringComparison.Ordinal);
        Assert.Contains("Then: The rule 'no ferries' leaves it out.", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/ui/shows/1\">The Glass Ferry</a>", page, StringComparison.Ordinal);
        Assert.Contains("- name: no ferries", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_force_changes_nothing_when_it_is_tried()
    {
        await using var host = await HostAsync();
        using var reader = await Reader.OfAsync(host);

        var page = await reader.SendAsync(Path, Try, HttpStatusCode.OK, ("text", RulesText.Of(new CouriarrOptions())));

        Assert.Contains("Nothing would change.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_told_beside_its_line_and_what_was_typed_stays()
    {
        await using var host = await HostAsync();
        using var reader = await Reader.OfAsync(host);

        const string Wrong = "rules:\r\n  - name: wrong\r\n    when: { contry: GB }\r\n    then: add\r\n";
        var page = await reader.SendAsync(Path, Try, HttpStatusCode.OK, ("text", Wrong));
        var empty = await reader.SendAsync(Path, Try, HttpStatusCode.OK, ("text", " "));

        Assert.Contains("data-line=\"3\"", page, StringComparison.Ordinal);
        Assert.Contains("<code>when: { contry: GB }</code>", page, StringComparison.Ordinal);
        Assert.Contains("country", page, StringComparison.Ordinal);
        Assert.Contains("- name: wrong\n", page, StringComparison.Ordinal);
        Assert.Contains("There is nothing to try", empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_try_rules_is_no_deed()
    {
        await using var host = await HostAsync();
        using var reader = await Reader.OfAsync(host);

        await reader.SendAsync(Path, Try, HttpStatusCode.OK, ("text", "filters:\n  min_runtime: 10\n"));

        Assert.DoesNotContain(await host.Get<AuditTrail>().ListAsync(null, 50, Ct), entry => entry.Deed.Thing == Try);
    }

    [Fact]
    public void Rules_are_written_as_they_were_read()
    {
        var problems = new Problems();
        var read = YamlFile.Read(System.Text.Encoding.UTF8.GetBytes(RulesPageTests.AllRules), "rules", problems)!;
        var options = RulesPageTests.House with
        {
            Rules = read.Find("rules"),
            Filters = new FilterOptions
            {
                MinRuntime = 5,
                Status = new StatusFilter { ExcludeEnded = false },
            },
        };

        var written = Tried.Rules(RulesText.Of(options), RulesPageTests.House);

        Assert.Equal(Couriarr.Features.Discovery.Rules.Written.RuleWriting.Of(options, problems).Fingerprint, written.Fingerprint);
    }

    private static async Task<DoorsHost> HostAsync()
    {
        var host = await DoorsHost.StartAsync();
        await host.Get<ShowsTable>()
            .StoreAsync([Tried.Wanted with { Title = "The Glass Ferry" }, Tried.Wanted with { Id = 2, Title = "The Paper Compass" }], Ct);
        return host;
    }
}
