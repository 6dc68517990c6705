using System.Text;
using Couriarr.Features.Discovery;
using Couriarr.Tests.Storage;
using Xunit;

namespace Couriarr.Tests.Discovery;

[Trait("family", "find")]
public sealed class StateFileTests : IDisposable
{
    private const string Good = """
        { "last_full_sync": "2025-01-15T10:30:00Z", "last_tvmaze_page": 280, "highest_tvmaze_id": 70123, "last_filter_hash": "a1b2c3d4" }
        """;
    private const string Older = """{ "last_tvmaze_page": 279, "highest_tvmaze_id": 70000 }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-state-").FullName;

    private string Main => Path.Combine(_folder, "state.json");

    public static TheoryData<string> Broken =>
        [
            "",
            "null",
            "[]",
            "\0\0\0\0\0\0\0\0",
            Good[..40],
            """{ "last_tvmaze_page": 99999999999999999999 }""",
            """{ "highest_tvmaze_id": -5 }""",
            """{ "last_tvmaze_page": "two" }""",
            """{ "last_full_sync": "2999-01-01T00:00:00Z" }""",
            """{ "last_full_sync": "yesterday" }""",
            "<html>gateway</html>",
        ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void B14_a_whole_state_is_taken_as_it_is()
    {
        File.WriteAllText(Main, Good);
        var (state, notices) = Read();
        Assert.Equal((280, 70123, "a1b2c3d4"), (state.LastPage, state.HighestId, state.FilterHash));
        Assert.Equal(DateTimeOffset.Parse("2025-01-15T10:30:00Z", System.Globalization.CultureInfo.InvariantCulture), state.LastFullSync);
        Assert.Empty(notices);
    }

    [Fact]
    public void B14_a_byte_order_mark_is_no_trouble()
    {
        File.WriteAllText(Main, Good, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(280, Read().State.LastPage);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void B14_a_broken_state_gives_way_to_its_backup(string content)
    {
        File.WriteAllText(Main, content);
        File.WriteAllText(Main + ".bak", Older);
        var (state, notices) = Read();
        Assert.Equal((279, 70000), (state.LastPage, state.HighestId));
        Assert.Equal(2, notices.Count);
        Assert.Contains("state.json cannot be used", notices[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void B14_two_broken_files_begin_anew_and_say_so(string content)
    {
        File.WriteAllText(Main, content);
        File.WriteAllText(Main + ".bak", content);
        var (state, notices) = Read();
        Assert.Equal(new SyncState(), state);
        Assert.Contains("first page", notices[^1], StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Main));
    }

    [Fact]
    public void B14_what_was_never_finished_is_not_looked_at()
    {
        File.WriteAllText(Main + ".tmp", Good);
        var (state, notices) = Read();
        Assert.Equal(new SyncState(), state);
        Assert.Empty(notices);
    }

    [Fact]
    public void B14_only_the_backup_left_is_enough()
    {
        File.WriteAllText(Main + ".bak", Older);
        Assert.Equal(279, Read().State.LastPage);
    }

    [Fact]
    public void B14_a_file_of_another_size_altogether_is_not_read()
    {
        File.WriteAllText(Main, "{" + new string(' ', 100_000) + "}");
        Assert.Contains("too large", Read().Notices[0], StringComparison.Ordinal);
    }

    private (SyncState State, IReadOnlyList<string> Notices) Read() => new StateFile(Main, new ManualClock()).Read();
}
