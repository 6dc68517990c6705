using System.Net;
using System.Text;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Storage;
using Couriarr.Tests.Discovery.Rules;

namespace Couriarr.Tests.Dashboard;

/// <summary>Going back to a copy of the database from a page, while the service begins anew.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class RestorePageTests
{
    private const string Home = "/ui/settings";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_looked_at_gone_back_to_and_what_was_there_is_kept()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        await host.Get<ShowsTable>().StoreAsync([Tried.Wanted], Ct);
        var copy = await host.Get<Backups>().MakeAsync(Ct);
        await host.Get<ShowsTable>().StoreAsync([Tried.Wanted with { Id = 2 }, Tried.Wanted with { Id = 3 }], Ct);
        Assert.Contains($"/ui/settings/backups/{copy.Name}", await reader.TextAsync(Home), StringComparison.Ordinal);

        var page = await reader.TextAsync($"{Home}/backups/{copy.Name}");
        Assert.Contains(
            "<td>Shows of the catalogue</td><td class=\"num\">1</td><td class=\"num\">3</td><td class=\"num\">2</td>",
            page,
            StringComparison.Ordinal
        );
        await reader.SendAsync($"{Home}/backups/{copy.Name}", $"{Home}/backups/{copy.Name}/restore", HttpStatusCode.OK);
        await host.UntilUpAsync(turn: 2);

        var counted = await host.Get<Backups>().CountAsync(backup: null, ["shows"]);
        Assert.Equal(1, counted["shows"]);
        Assert.Single(Directory.GetFiles(host.Data, "couriarr.db.before-restore-????????-??????"));
        Assert.Contains($"The database is {copy.Name} again.", await reader.TextAsync(Home), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_went_back_stands_in_the_trail_of_the_database_that_was_gone_back_to()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var copy = await host.Get<Backups>().MakeAsync(Ct);

        await reader.SendAsync($"{Home}/backups/{copy.Name}", $"{Home}/backups/{copy.Name}/restore", HttpStatusCode.OK);
        await host.UntilUpAsync(turn: 2);
        var entry = await host.AuditedAsync("Go back to a copy of the database");

        Assert.Equal("admin", entry.Deed.Who);
        Assert.Equal($"/ui/settings/backups/{copy.Name}/restore", entry.Deed.Thing);
    }

    [Fact]
    public async Task A_copy_from_elsewhere_is_taken_in_and_gone_back_to()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var copy = await host.Get<Backups>().MakeAsync(Ct);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(host.Data, "backups", copy.Name), Ct);

        var page = await UploadAsync(reader, bytes);

        Assert.Contains("is whole and was taken in", page, StringComparison.Ordinal);
        var name = Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(host.Data, "backups"), "uploaded-*.db")));
        await reader.SendAsync($"{Home}/backups/{name}", $"{Home}/backups/{name}/restore", HttpStatusCode.OK);
        await host.UntilUpAsync(turn: 2);
        Assert.Single(Directory.GetFiles(host.Data, "couriarr.db.before-restore-????????-??????"));
    }

    [Fact]
    public async Task What_is_no_copy_of_ours_is_not_taken_in()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var copy = await host.Get<Backups>().MakeAsync(Ct);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(host.Data, "backups", copy.Name), Ct);

        Assert.Contains("Choose a file first.", await UploadAsync(reader, []), StringComparison.Ordinal);
        Assert.Contains("It does not begin as a database does.", await UploadAsync(reader, "<html>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("It was not taken in", await UploadAsync(reader, bytes[..(bytes.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains(
            "It is no copy of Couriarr's database.",
            await UploadAsync(reader, await ForeignAsync(host)),
            StringComparison.Ordinal
        );

        Assert.Equal([copy.Name], Directory.GetFiles(Path.Combine(host.Data, "backups")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Only_what_is_kept_is_gone_back_to()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        foreach (var name in new[] { "..%2Fcouriarr.db", "..%2F..%2Fconfig.yaml", "nothing.db" })
        {
            using var page = await reader.Browser.GetAsync($"{Home}/backups/{name}");
            using var answer = await reader.Browser.SubmitTokenOf(Home, $"{Home}/backups/{name}/restore", ("back", Home));

            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(1, host.Turns);
    }

    [Fact]
    public async Task A_damaged_copy_is_refused_before_anything_ends()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var copy = await host.Get<Backups>().MakeAsync(Ct);
        await File.WriteAllTextAsync(
            Path.Combine(host.Data, "backups", copy.Name),
            "SQLite format 3\0 and nothing more",
            Encoding.ASCII,
            Ct
        );

        var page = await reader.PressAsync(Home, $"{Home}/backups/{copy.Name}/restore");

        Assert.Contains($"{copy.Name} cannot be gone back to", page, StringComparison.Ordinal);
        Assert.Equal(1, host.Turns);
    }

    private static async Task<byte[]> ForeignAsync(SavingHost host)
    {
        var file = Path.Combine(host.Folder, "foreign.db");
        using (var link = Couriarr.Storage.Sqlite.SqliteLink.ForWriting(file))
            link.Execute("CREATE TABLE recipes (name text); PRAGMA journal_mode=DELETE", []);
        return await File.ReadAllBytesAsync(file, Ct);
    }

    private static async Task<string> UploadAsync(Reader reader, byte[] copy)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await reader.Browser.TokenOfAsync(Home)), "form_token" },
            { new StringContent(Home), "back" },
            { new ByteArrayContent(copy), "copy", "mine.db" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Home}/backups/upload") { Content = form };
        request.Headers.Add("Origin", reader.Browser.Origin);
        using var answer = await reader.Browser.Client.SendAsync(request, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        return await reader.TextAsync(answer.Headers.Location!.ToString());
    }
}
