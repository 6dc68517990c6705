using Couriarr.CrashRig;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Deploy;

/// <summary>./run import: what people bring from the older services.</summary>
[Trait("family", "doors")]
public sealed class MoveInTests
{
    private const string Mappings = """
        paths:
          mappings:
            - { from: /movies, source: /mnt/near/movies, destination: /mnt/far/movies, type: movie }
            - { from: /tv, source: /mnt/near/tv, destination: /mnt/far/tv, type: tv }
        """;

    [Fact]
    public void Transfers_become_history_with_their_times_places_and_days()
    {
        using var room = Room();
        EarlierFiles.PutTransfers(room.Folder);

        var (code, output, error) = Import(room, "sync_jobs.db");

        Assert.True(code == 0, error);
        Assert.Contains(
            "1 files that were carried, 1 that were given up, 2 that waited, 2 days of statistics; 0 known before.",
            output,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                "/movies/Dune (2021)/Dune.mkv|movies|Dune (2021)/Dune.mkv|earlier:/movies/Dune (2021)|Dune|success|new|1736937000000|1736937090250|4|8000000|2000000",
                "/tv/Show/Season 01/S01E01.mkv|tv|Show/Season 01/S01E01.mkv|earlier:/tv/Show|Show|failed_permanent||1737023400000|1737023400000|||",
                "/elsewhere/Heat (1995)/Heat.mkv|||earlier:/elsewhere/Heat (1995)/Heat.mkv|Heat.mkv|superseded||1737109800000|1737109800000|||",
                "/movies/Up (2009)|movies|Up (2009)|earlier:/movies/Up (2009)|Up|superseded||1737196200000|1737196200000|||",
            ],
            Ask(
                room,
                """
                SELECT app_path, mapping, within, work, work_title, status, outcome, created_at, completed_at, duration_seconds, bytes_transferred, speed
                FROM sync_jobs ORDER BY id
                """
            )
        );
        Assert.Equal(
            ["2025-01-15|2|2|4|150|1|1", "2025-01-16|0|3|3|7|0|0"],
            Ask(
                room,
                "SELECT date, movies_synced, episodes_synced, files_synced, bytes_transferred, failures, retries FROM sync_stats ORDER BY date"
            )
        );
    }

    [Fact]
    public void Shows_keep_what_was_decided_and_the_rules_are_asked_of_the_rest()
    {
        using var room = Room();
        EarlierFiles.PutShows(room.Folder);

        var (code, output, error) = Import(room, "shows.db");

        Assert.True(code == 0, error);
        Assert.Contains(
            "5 shows, of them 1 in Sonarr, 1 skipped by hand, 1 refused by Sonarr; 0 known before.",
            output,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                "1|Under the Dome|[\"Drama\",\"Science-Fiction\"]|2013-06-24|added|0|17|1736937000000|0|",
                "2|Person of Interest|[]|2011-09-22|skipped|1|||0|",
                "3|Bitten|[]||pending_tvdb|0|||0|",
                "4|Game Time|[]|2020-01-01|pending|0|||0|",
                "5|Refused|[]|2020-01-01|failed|0|||0|No root folder",
            ],
            Ask(
                room,
                """
                SELECT tvmaze_id, title, genres, premiered, processing_status, by_user, sonarr_series_id, added_to_sonarr_at, tvmaze_updated_at, error_message
                FROM shows ORDER BY tvmaze_id
                """
            )
        );
    }

    [Fact]
    public void Taken_over_once_more_nothing_is_doubled_and_what_was_decided_here_stays()
    {
        using var room = Room();
        EarlierFiles.PutTransfers(room.Folder);
        EarlierFiles.PutShows(room.Folder);
        Import(room, ".");
        Shell.Sql(Database(room), "UPDATE shows SET processing_status = 'rejected', by_user = 1 WHERE tvmaze_id = 1");

        var (code, output, _) = Import(room, ".");

        Assert.Equal(0, code);
        Assert.Contains("0 days of statistics; 4 known before.", output, StringComparison.Ordinal);
        Assert.Equal(["4"], Ask(room, "SELECT count(*) FROM sync_jobs"));
        Assert.Equal(["5"], Ask(room, "SELECT count(*) FROM shows"));
        Assert.Equal(["rejected"], Ask(room, "SELECT processing_status FROM shows WHERE tvmaze_id = 1"));
    }

    [Fact]
    public void A_rehearsal_says_the_same_and_writes_nothing()
    {
        using var room = Room();
        EarlierFiles.PutTransfers(room.Folder);
        EarlierFiles.PutShows(room.Folder);

        var (code, output, _) = Import(room, ".", "--dry-run");

        Assert.Equal(0, code);
        Assert.Contains("1 files that were carried", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was written: this was a rehearsal.\n", output, StringComparison.Ordinal);
        Assert.Equal(
            ["0|0|0"],
            Ask(room, "SELECT (SELECT count(*) FROM sync_jobs), (SELECT count(*) FROM shows), (SELECT count(*) FROM sync_stats)")
        );
    }

    [Fact]
    public void A_whole_folder_brings_its_configuration_first_and_then_its_data()
    {
        using var room = new ConfigRoom();
        var old = Directory.CreateDirectory(Path.Combine(room.Folder, "old")).FullName;
        File.WriteAllText(Path.Combine(old, "config.yaml"), Mappings);
        EarlierFiles.PutTransfers(old);

        var (code, output, error) = Import(room, "old");

        Assert.True(code == 0, error);
        Assert.Contains("config.yaml is written", error, StringComparison.Ordinal);
        Assert.Contains("1 files that were carried", output, StringComparison.Ordinal);
        Assert.Equal(["movies", "tv"], Ask(room, "SELECT DISTINCT mapping FROM sync_jobs WHERE mapping IS NOT NULL ORDER BY mapping"));
    }

    [Fact]
    public void A_configuration_that_is_in_force_is_never_written_over()
    {
        using var room = Room();
        var old = Directory.CreateDirectory(Path.Combine(room.Folder, "old")).FullName;
        File.WriteAllText(Path.Combine(old, ".env"), "SYNC_MAX_RETRIES=7\n");
        var before = File.ReadAllText(Path.Combine(room.Folder, "config.yaml"));

        var (code, output, error) = Import(room, "old");

        Assert.True(code == 0, error);
        Assert.Contains("stays as it is", error, StringComparison.Ordinal);
        Assert.Contains("7", output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(room.Folder, "config.yaml")));
    }

    [Theory]
    [InlineData("nothing.db", "there is no such file")]
    [InlineData("garbage.db", "cannot be read as a database of SQLite")]
    [InlineData("other.db", "it is no database of the older services")]
    [InlineData("empty", "There is none of these in it")]
    public void What_is_none_of_it_is_said(string name, string sentence)
    {
        using var room = Room().File("garbage.db", new string('x', 5000));
        Shell.Sql(Path.Combine(room.Folder, "other.db"), "CREATE TABLE things (id INTEGER)");
        Directory.CreateDirectory(Path.Combine(room.Folder, "empty"));

        var (code, _, error) = Import(room, name);

        Assert.Equal(StartupException.Configuration, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    private static ConfigRoom Room() => new ConfigRoom().Yaml(Mappings);

    private static (int Code, string Output, string Error) Import(ConfigRoom room, params string[] line) =>
        room.Run(["import", .. line, "--data", Path.Combine(room.Folder, "data")]);

    private static string Database(ConfigRoom room) => Path.Combine(room.Folder, "data", "couriarr.db");

    private static string[] Ask(ConfigRoom room, string sql) =>
        Shell.Sql(Database(room), sql).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
