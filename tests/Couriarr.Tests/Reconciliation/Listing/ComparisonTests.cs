using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Tests.Reconciliation.Listing;

[Trait("family", "reconcile")]
public sealed partial class ComparisonTests
{
    private const long Then = 1_600_000_000_000;
    private static readonly MergeOptions Plain = new() { TellInSync = false };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_every_class_apart()
    {
        var found = await CompareAsync(
            [Of("A/a.mkv"), Of("B/b.mkv"), Of("C/c.mkv"), Of("D/d.mkv"), Of("L/l.mkv")],
            [File("A/a.mkv"), File("B/b.mkv", 5), File("C/c.mkv", 5), File("D/d.mkv"), File("O/o.mkv")],
            [File("A/a.mkv"), File("B/b.mkv", 4, Then - 5_000), File("C/c.mkv", 4, Then + 5_000), File("E/e.mkv"), File("L/l.mkv")],
            new MergeOptions()
        );

        Assert.Equal(
            [
                (Standing.InSync, "A/a.mkv", false),
                (Standing.OlderVersion, "B/b.mkv", false),
                (Standing.OtherSize, "C/c.mkv", false),
                (Standing.Missing, "D/d.mkv", false),
                (Standing.Missing, "D", true),
                (Standing.Extra, "E/e.mkv", false),
                (Standing.Lost, "L/l.mkv", false),
                (Standing.Orphan, "O/o.mkv", false),
            ],
            found.Select(f => (f.Standing, f.Path, f.IsFolder))
        );
        Assert.All(found.Where(f => f.Known is not null), f => Assert.Equal((f.Path[..1], "Movies"), (f.Title, f.Library)));
    }

    [Fact]
    public async Task C25_names_in_other_normal_forms_meet_and_both_are_told()
    {
        var found = await CompareAsync(
            [Of("Am\u00e9lie/\u00e9.mkv")],
            [File("Am\u00e9lie/\u00e9.mkv")],
            [File("Ame\u0301lie/e\u0301.mkv")],
            new MergeOptions()
        );

        var same = Assert.Single(found);
        Assert.Equal(
            (Standing.InSync, "Am\u00e9lie/\u00e9.mkv", "Ame\u0301lie/e\u0301.mkv"),
            (same.Standing, same.Path, same.Destination!.Value.Path)
        );
    }

    [Fact]
    public async Task C25_of_two_files_that_a_destination_takes_for_one_only_one_is_in_sync()
    {
        var found = await CompareAsync(null, [File("e\u0301.mkv"), File("\u00e9.mkv")], [File("\u00e9.mkv")], new MergeOptions());

        Assert.Equal([(Standing.InSync, "\u00e9.mkv"), (Standing.Missing, "e\u0301.mkv")], found.Select(f => (f.Standing, f.Path)).Order());
    }

    [Fact]
    public async Task C24_a_name_that_is_no_text_is_never_missing()
    {
        var found = Assert.Single(
            await CompareAsync(null, [File("\udcff.mkv")], [File("z.mkv", 1), File("\udcfe.mkv")], Plain),
            f => f.Path == "\udcff.mkv"
        );

        Assert.Equal(Standing.CannotSay, found.Standing);
        Assert.Contains("\\uDCFF", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_topmost_folder_of_which_nothing_is_there_is_told_with_what_is_in_it()
    {
        var found = await CompareAsync(
            [Of("S/1/a.mkv", "S"), Of("S/1/b.mkv", "S"), Of("S/2/c.mkv", "S"), Of("T/1/d.mkv", "T"), Of("T/2/e.mkv", "T")],
            [File("S/1/a.mkv"), File("S/1/b.mkv"), File("S/2/c.mkv"), File("T/1/d.mkv"), File("T/2/e.mkv")],
            [File("T/2/e.mkv")],
            Plain
        );

        Assert.Equal(
            [("S", 3L, 24L, "S"), ("T/1", 1L, 8L, "T")],
            found.Where(f => f.IsFolder).Select(f => (f.Path, f.Files, f.Bytes, f.Title))
        );
    }

    [Fact]
    public async Task An_upgrade_under_another_name_is_an_older_version_and_not_two_differences()
    {
        var found = await CompareAsync(
            [Of("F/new.mkv"), Of("S/1/X S01E02 4k.mkv", "S"), Of("S/1/X S01E03 4k.mkv", "S")],
            [File("F/new.mkv"), File("S/1/X S01E02 4k.mkv"), File("S/1/X S01E03 4k.mkv")],
            [File("F/a-trailer.mkv", 99), File("F/old.mkv"), File("S/1/x.s01e02.hd.mkv"), File("S/1/x.s01e04.mkv")],
            Plain
        );

        Assert.Equal(
            [
                (Standing.OlderVersion, "F/new.mkv", "F/old.mkv"),
                (Standing.Extra, "F/a-trailer.mkv", "F/a-trailer.mkv"),
                (Standing.OlderVersion, "S/1/X S01E02 4k.mkv", "S/1/x.s01e02.hd.mkv"),
                (Standing.Missing, "S/1/X S01E03 4k.mkv", null),
                (Standing.Extra, "S/1/x.s01e04.mkv", "S/1/x.s01e04.mkv"),
            ],
            found.Select(f => (f.Standing, f.Path, f.Destination?.Path))
        );
    }

    [Fact]
    public async Task A_subtitle_belongs_to_the_work_in_whose_folder_it_lies()
    {
        var found = await CompareAsync(
            [Of("M/m.mkv", "M")],
            [File("M/Subs/m.srt"), File("M/a.srt"), File("M/m.mkv"), File("O/o.srt")],
            [File("M/m.mkv")],
            Plain
        );

        Assert.Equal(
            [
                (Standing.Missing, "M/Subs/m.srt", "M"),
                (Standing.Missing, "M/Subs", "M"),
                (Standing.Missing, "M/a.srt", "M"),
                (Standing.Orphan, "O/o.srt", ""),
            ],
            found.Select(f => (f.Standing, f.Path, f.Title)).OrderBy(f => f.Path == "M/Subs" ? "M/Subs/z" : f.Path, PathOrder.Instance)
        );
    }

    private static Known Of(string path, string? folder = null) =>
        new(
            path,
            8,
            folder ?? path[..1],
            "Movies",
            folder ?? (path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "")
        );

    private static ListedFile File(string path, long size = 8, long modified = Then) => new(path, size, modified);

    private static IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items) => items.ToAsyncEnumerable();

    private static async Task<List<Difference>> CompareAsync(
        Known[]? truth,
        ListedFile[] source,
        ListedFile[] destination,
        MergeOptions options
    ) =>
        await Comparison
            .MergeAsync(
                truth is null ? null : Stream(truth.OrderBy(known => known.Path, PathOrder.Instance)),
                new Tree(Stream(source.OrderBy(file => file.Path, PathOrder.Instance)), []),
                new Tree(Stream(destination.OrderBy(file => file.Path, PathOrder.Instance)), []),
                options,
                Ct
            )
            .ToListAsync(Ct);
}
