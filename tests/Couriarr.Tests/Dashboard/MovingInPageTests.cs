using System.Net;
using System.Text;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Deploy;

namespace Couriarr.Tests.Dashboard;

/// <summary>Files of an older service are brought by a page: first what would come, then one button.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class MovingInPageTests
{
    private const string Home = "/ui/settings/import";
    private const string Mappings = """
        paths:
          mappings:
            - { from: /movies, source: /mnt/near/movies, destination: /mnt/far/movies, type: movie }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_would_come_is_said_before_anything_is_written_and_then_taken_over_once()
    {
        await using var host = await SavingHost.StartAsync(Mappings);
        using var reader = await host.VisitAsync();

        var page = await BringAsync(
            reader,
            Of(EarlierFiles.PutTransfers(host.Folder)),
            Of(EarlierFiles.PutShows(host.Folder)),
            ("state.json", [123])
        );
        Assert.Contains("What would come", page, StringComparison.Ordinal);
        Assert.Contains("<td>Files that were carried</td><td class=\"num\">1</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Files that waited</td><td class=\"num\">2</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Shows</td><td class=\"num\">5</td>", page, StringComparison.Ordinal);
        Assert.Contains("Becomes nothing, because the catalogue is read anew: state.json", page, StringComparison.Ordinal);
        Assert.Equal((0, 0), await RowsAsync(host));

        page = await reader.PressAsync(Home, $"{Home}/take", ("id", IdOf(page)));
        Assert.Contains("It is taken over.", page, StringComparison.Ordinal);
        Assert.Contains("What came", page, StringComparison.Ordinal);
        Assert.Equal((4, 5), await RowsAsync(host));
        Assert.False(Directory.Exists(Path.Combine(host.Data, "arriving", "moving-in")));
        Assert.Contains(">Dune</a>", await reader.TextAsync("/ui/titles?q=Dune"), StringComparison.Ordinal);

        page = await BringAsync(reader, Of(EarlierFiles.PutTransfers(Directory.CreateDirectory(Path.Combine(host.Folder, "b")).FullName)));
        Assert.Contains("<td>Known here before</td><td class=\"num\">4</td>", page, StringComparison.Ordinal);
        await reader.PressAsync(Home, $"{Home}/take", ("id", IdOf(page)));
        Assert.Equal((4, 5), await RowsAsync(host));
    }

    [Fact]
    public async Task Settings_are_shown_in_our_words_without_their_keys_and_downloaded_with_them()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();

        var page = await BringAsync(
            reader,
            (".env", Encoding.UTF8.GetBytes("SYNC_MAX_RETRIES=7\nSONARR_API_KEY=CANARY-one\nWHO_KNOWS=1\n")),
            ("config.yaml", "sonarr: { url: 'http://sonarr:8989' }\ntmdb: { api_key: CANARY-two }\n"u8.ToArray())
        );

        Assert.Contains("max_retries: 7", page, StringComparison.Ordinal);
        Assert.Contains("no names of ours: WHO_KNOWS", page, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", page, StringComparison.Ordinal);
        var file = await reader.SendAsync(Home, $"{Home}/lines", HttpStatusCode.OK);
        Assert.Contains("CANARY-one", file, StringComparison.Ordinal);
        Assert.Contains("CANARY-two", file, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(host.Folder, "config.yaml")));
    }

    [Fact]
    public async Task Mistakes_in_settings_are_said_with_their_line()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();

        var page = await BringAsync(reader, (".env", "SYNC_MAX_RETRIES=many\nwhat is <b>this\n"u8.ToArray()));

        Assert.Contains(".env:2:1</span> this line is none of NAME=value", page, StringComparison.Ordinal);
        Assert.Contains("sync.max_retries must be", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_none_of_theirs_is_refused_and_nothing_of_it_kept()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        foreach (
            var (name, content, why) in new (string, byte[], string)[]
            {
                ("shows.db", Encoding.ASCII.GetBytes(new string('x', 5000)), "cannot be read as a database of SQLite"),
                ("shows.db-wal", [1, 2, 3], "belongs to a database that is open"),
                ("..", [1], "is no name"),
                ("<i>holiday.png", [1, 2, 3], "cannot be read as a database of SQLite"),
            }
        )
        {
            var page = await BringAsync(reader, (name, content));

            Assert.Contains(why, page, StringComparison.Ordinal);
            Assert.DoesNotContain(host.Data, page, StringComparison.Ordinal);
            Assert.DoesNotContain("What would come", page, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Path.Combine(host.Data, "arriving", "moving-in")));
        }
        Assert.Contains("Choose a file first.", await BringAsync(reader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_takes_over_only_what_its_page_showed()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var first = IdOf(await BringAsync(reader, Of(EarlierFiles.PutTransfers(host.Folder))));
        await BringAsync(reader, Of(EarlierFiles.PutShows(host.Folder)));

        var page = await reader.PressAsync(Home, $"{Home}/take", ("id", first));

        Assert.Contains("These files are not here any more.", page, StringComparison.Ordinal);
        Assert.Equal((0, 0), await RowsAsync(host));
        Assert.Contains("The files are forgotten", await reader.PressAsync(Home, $"{Home}/forget"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(host.Data, "arriving", "moving-in")));
    }

    private static (string Name, byte[] Content) Of(string file) => (Path.GetFileName(file), File.ReadAllBytes(file));

    private static string IdOf(string page) => page.Split("name=\"id\" value=\"")[1].Split('"')[0];

    private static Task<(long, long)> RowsAsync(SavingHost host) =>
        host.Get<Database>()
            .ReadAsync(
                session =>
                    session.FirstAsync(
                        "SELECT (SELECT count(*) FROM sync_jobs), (SELECT count(*) FROM shows)",
                        row => (row.GetInt64(0), row.GetInt64(1))
                    ),
                Ct
            );

    private static async Task<string> BringAsync(Reader reader, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await reader.Browser.TokenOfAsync(Home)), "form_token" },
            { new StringContent(Home), "back" },
        };
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Home}/upload") { Content = form };
        request.Headers.Add("Origin", reader.Browser.Origin);
        using var answer = await reader.Browser.Client.SendAsync(request, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        return await reader.TextAsync(answer.Headers.Location!.ToString());
    }
}
