using System.Text;
using Couriarr.Doors.Access;
using Couriarr.Storage;
using Couriarr.Storage.Sqlite;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Security;

/// <summary>Forms that bring large files are read where there is room for them: in the data folder.</summary>
[Trait("family", "doors")]
public sealed class ArrivingTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("couriarr-arriving-").FullName, "arriving");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_come_to_lie_in_the_folder_for_their_owner_alone_and_texts_do_not()
    {
        using var sent = new MultipartFormDataContent
        {
            { new StringContent("from the page"), "form_token" },
            { new ByteArrayContent(Encoding.ASCII.GetBytes("a database")), "files", "shows.db" },
            { new ByteArrayContent([]), "files", "empty.db" },
        };

        var form = await new Arriving(await RequestAsync(sent), _folder).ReadFormAsync(Ct);

        Assert.Equal("from the page", form["form_token"]);
        Assert.Equal([("shows.db", 10L), ("empty.db", 0L)], form.Files.GetFiles("files").Select(file => (file.FileName, file.Length)));
        using var text = new StreamReader(form.Files[0].OpenReadStream());
        Assert.Equal("a database", await text.ReadToEndAsync(Ct));
        var kept = Directory.GetFiles(_folder);
        Assert.Equal(2, kept.Length);
        Assert.All(kept, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task What_is_no_form_of_files_or_has_endless_fields_is_refused()
    {
        using var plain = new StringContent("a=b", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var wordy = new MultipartFormDataContent { { new StringContent(new string('x', 70_000)), "note" } };
        using var many = new MultipartFormDataContent();
        for (var field = 0; field < 70; field++)
            many.Add(new StringContent("x"), $"field{field}");

        foreach (var sent in new HttpContent[] { plain, wordy, many })
        {
            var form = new Arriving(await RequestAsync(sent), _folder);
            await Assert.ThrowsAsync<InvalidDataException>(() => form.ReadFormAsync(Ct));
        }
    }

    [Fact]
    public void What_a_crash_left_there_is_swept_out_at_the_start()
    {
        var settings = new Settings(Path.GetDirectoryName(_folder)!, "127.0.0.1", 0, TimeZoneInfo.Utc);
        Directory.CreateDirectory(Path.Combine(_folder, "moving-in"));
        File.WriteAllText(Path.Combine(_folder, "moving-in", ".env"), "SONARR_API_KEY=secret");

        _ = new Arrivals(_ => Task.CompletedTask, settings, new Backups(new SqliteOptions(settings.Folder), null, null));

        Assert.Equal(Arrivals.FolderIn(settings), _folder);
        Assert.False(Directory.Exists(_folder));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private static async Task<HttpRequest> RequestAsync(HttpContent sent)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = sent.Headers.ContentType!.ToString();
        request.Body = new MemoryStream(await sent.ReadAsByteArrayAsync(Ct));
        return request;
    }
}
