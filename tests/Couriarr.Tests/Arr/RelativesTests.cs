using Couriarr.Features.Arr;
using Couriarr.Features.Media;

namespace Couriarr.Tests.Arr;

/// <summary>Lidarr and Readarr: all files of an album or a book at once, with whole paths.</summary>
[Trait("family", "carry")]
public sealed class RelativesTests
{
    private const string Artist = """{"id": 3, "name": "The Low Tides", "path": "/music/The Low Tides", "mbId": "a1"}""";
    private const string Author = """{"id": 5, "name": "A. Quay", "path": "/books/A. Quay", "goodreadsId": "12"}""";

    [Fact]
    public void EXP31_An_album_is_imported()
    {
        var json = $$"""
            {"artist": {{Artist}}, "album": {"id": 9, "title": "Ebb"}, "tracks": [{"id": 1, "title": "One", "trackNumber": "1"}],
             "trackFiles": [{"id": 11, "path": "/music/The Low Tides/Ebb/01.flac", "quality": "FLAC", "size": 1000},
                            {"id": 12, "path": "/music/The Low Tides/Ebb/02.flac", "quality": "FLAC", "size": 2000}],
             "deletedFiles": [{"id": 2, "path": "/music/The Low Tides/Ebb/01.mp3"}], "isUpgrade": true, "downloadId": "x",
             "eventType": "Download", "instanceName": "Lidarr", "applicationUrl": ""}
            """;
        var webhook = Fixture.Understand(json, ArrApp.Lidarr);

        Assert.Equal(
            "Music 3: upgraded #11 ~/Ebb/01.flac 1000 FLAC, #12 ~/Ebb/02.flac 2000 FLAC over ~/Ebb/01.mp3 by download",
            Telling.Of(webhook)
        );
        Assert.Null(webhook.Warning);
    }

    [Fact]
    public void EXP31_A_book_is_imported()
    {
        var json = $$"""
            {"author": {{Author}}, "book": {"id": 4, "title": "Salt"}, "eventType": "Download", "instanceName": "Readarr", "isUpgrade": false,
             "bookFiles": [{"id": 21, "path": "/books/A. Quay/Salt/Salt.epub", "quality": "EPUB", "size": 500}]}
            """;
        var webhook = Fixture.Understand(json, ArrApp.Readarr);

        Assert.Equal("Book 5: imported #21 ~/Salt/Salt.epub 500 EPUB", Telling.Of(webhook));
        Assert.Null(webhook.Warning);
    }

    [Theory]
    [InlineData(
        ArrApp.Lidarr,
        "Rename",
        """ "renamedTrackFiles": [{"id": 1, "previousPath": "/music/The Low Tides/a", "path": "/music/The Low Tides/b"}] """,
        "Music 3: ~/a -> ~/b"
    )]
    [InlineData(
        ArrApp.Lidarr,
        "Retag",
        """ "trackFile": {"id": 1, "path": "/music/The Low Tides/a", "size": 5, "quality": "FLAC"} """,
        "Music 3: upgraded #1 ~/a 5 FLAC"
    )]
    [InlineData(ArrApp.Lidarr, "ArtistDelete", """ "deletedFiles": true """, "Music 3: gone with files")]
    [InlineData(ArrApp.Lidarr, "AlbumDelete", """ "deletedFiles": true, "album": {} """, "ignored: type AlbumDelete")]
    [InlineData(
        ArrApp.Readarr,
        "BookFileDelete",
        """ "bookFile": {"id": 1, "path": "/books/A. Quay/a.epub"} """,
        "Book 5: deleted ~/a.epub"
    )]
    [InlineData(ArrApp.Readarr, "AuthorDelete", """ "deletedFiles": false """, "Book 5: gone, files stay")]
    [InlineData(ArrApp.Readarr, "AuthorAdded", """ "message": "" """, "ignored: type AuthorAdded")]
    public void EXP31_Their_other_events_are_understood(ArrApp app, string type, string members, string told)
    {
        var work = app is ArrApp.Lidarr ? $"\"artist\": {Artist}" : $"\"author\": {Author}";
        var webhook = Fixture.Understand($$"""{ {{work}}, {{members}}, "eventType": "{{type}}" }""", app);

        Assert.Equal(told, Telling.Of(webhook));
        Assert.Null(webhook.Warning);
    }
}
