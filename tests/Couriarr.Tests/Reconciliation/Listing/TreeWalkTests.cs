using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Tests.Storage;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Reconciliation.Listing;

[Trait("family", "reconcile")]
public sealed class TreeWalkTests
{
    private static readonly WalkOptions Everything = new() { Counts = _ => true };

    [Fact]
    public async Task Lists_every_file_of_a_tree_in_order_and_with_its_facts()
    {
        using var grove = new Grove();
        grove.Put("b/z.mkv", "b c/a.mkv", "b.mkv", "a/Season 1/e1.mkv", "a/Season 1/e1.en.srt", "a/poster.jpg", "Z.mkv");

        var files = await Grove.FilesOf(grove.Walk());

        Assert.Equal(
            ["Z.mkv", "a/Season 1/e1.en.srt", "a/Season 1/e1.mkv", "a/poster.jpg", "b/z.mkv", "b c/a.mkv", "b.mkv"],
            files.Select(file => file.Path)
        );
        Assert.All(files, file => Assert.Equal(new ListedFile(file.Path, file.Path.Length, Grove.Old.ToUnixTimeMilliseconds()), file));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Finds_the_same_as_an_ordinary_walk_with_any_number_of_readers(int readers)
    {
        using var grove = new Grove();
        var chance = new Random(readers);
        for (var i = 0; i < 3_000; i++)
            grove.Put(
                string.Join('/', Enumerable.Range(0, chance.Next(1, 5)).Select(_ => $"{(char)('a' + chance.Next(6))} {chance.Next(4)}"))
                    + $"/{i}.mkv",
                1
            );
        var walk = grove.Walk(new WalkOptions { Parallel = readers });

        var paths = (await Grove.FilesOf(walk)).Select(file => file.Path).ToList();

        var all = Directory
            .EnumerateFiles(grove.Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(grove.Root, path));
        Assert.Equal(all.Order(PathOrder.Instance), paths);
        Assert.Equal(3_000, walk.Progress.Files);
        Assert.Equal(1 + Directory.EnumerateDirectories(grove.Root, "*", SearchOption.AllDirectories).Count(), walk.Progress.Folders);
        Assert.Empty(walk.Unread);
    }

    [Fact]
    public async Task C19_leaves_out_what_is_ours_what_is_excluded_and_what_a_killed_rsync_left()
    {
        using var grove = new Grove();
        grove.Put("a.mkv", TempName.For("b.mkv", 7), ".c.mkv.Xa8f3Q", $"{OwnNames.Recycle}/2026-01-01/d.mkv", "#recycle/e.mkv", "._a.mkv");
        grove.Put("f/@eaDir/g.jpg", "f/h.mkv", "f/readme.txt", MountSight.Marker);

        Assert.Equal(["a.mkv", "f/h.mkv"], await grove.PathsAsync(new WalkOptions { Excludes = ["#recycle", "@eaDir"] }));
    }

    [Fact]
    public async Task Does_not_count_a_library_twice_that_lies_in_another()
    {
        using var grove = new Grove();
        grove.Put("a.mkv", "4k/b.mkv", "4k2/c.mkv", "sub/4k/d.mkv");
        var (outer, inner, deep) = (RouteOf(grove.Root), RouteOf(grove.At("4k")), RouteOf(grove.At("sub/4k")));

        var without = InnerLibraries.Of(outer, Side.Source, [outer, inner, deep]);

        Assert.Equal(["4k", "sub/4k"], without);
        Assert.Equal(["4k2/c.mkv", "a.mkv"], await grove.PathsAsync(new WalkOptions { Without = without }));
        Assert.Empty(InnerLibraries.Of(inner, Side.Source, [outer, inner, deep]));
    }

    [Fact]
    public async Task C21_follows_no_link_out_of_the_root_and_none_to_a_folder()
    {
        using var grove = new Grove();
        using var outside = new Grove();
        grove.Put("a/real.mkv");
        outside.Put("secret/s.mkv");
        File.CreateSymbolicLink(grove.At("a/inside.mkv"), "real.mkv");
        File.CreateSymbolicLink(grove.At("a/out.mkv"), outside.At("secret/s.mkv"));
        File.CreateSymbolicLink(grove.At("a/nowhere.mkv"), "gone.mkv");
        Directory.CreateSymbolicLink(grove.At("b"), outside.At("secret"));
        Directory.CreateSymbolicLink(grove.At("c"), grove.Root);
        var walk = grove.Walk();

        var files = await Grove.FilesOf(walk);

        Assert.Equal([("a/inside.mkv", 10L), ("a/real.mkv", 10L)], files.Select(file => (file.Path, file.Size)));
        Assert.Equal(["a/nowhere.mkv", "a/out.mkv", "b", "c"], walk.Unread.Select(unread => unread.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task C26_is_not_held_up_by_a_pipe()
    {
        using var grove = new Grove();
        grove.Put("a.mkv");
        Assert.Equal(0, Shell.Run("mkfifo", grove.At("b.mkv")));
        var walk = grove.Walk();

        Assert.Equal(["a.mkv"], (await Grove.FilesOf(walk)).Select(file => file.Path));
        Assert.Equal("b.mkv", Assert.Single(walk.Unread).Path);
    }

    [Fact]
    public async Task C24_a_name_that_is_no_text_is_listed_and_keeps_its_bytes()
    {
        using var grove = new Grove();
        Assert.Equal(
            0,
            Shell.Run(
                "bash",
                "-c",
                $"mkdir $'{grove.Root}/d\\xe9' && echo x > $'{grove.Root}/d\\xe9/\\xff.mkv' && echo x > $'{grove.Root}/d\\xe9/\\xfe.mkv'"
            )
        );

        Assert.Equal(["d\udce9/\udcfe.mkv", "d\udce9/\udcff.mkv"], await grove.PathsAsync());
    }

    [Fact]
    public async Task C25_folders_of_one_name_in_two_normal_forms_are_walked_as_one()
    {
        using var grove = new Grove();
        grove.Put(
            "Am\u00e9lie/a.mkv",
            "Am\u00e9lie/c.mkv",
            "Ame\u0301lie/b.mkv",
            "Ame\u0301lie/x/d.mkv",
            "Am\u00e9lie/x/e.mkv",
            "Ame/z.mkv"
        );

        Assert.Equal(
            ["Ame/z.mkv", "Am\u00e9lie/a.mkv", "Ame\u0301lie/b.mkv", "Am\u00e9lie/c.mkv", "Ame\u0301lie/x/d.mkv", "Am\u00e9lie/x/e.mkv"],
            await grove.PathsAsync()
        );
    }

    [Fact]
    public async Task Reads_ahead_only_so_far()
    {
        using var grove = new Grove();
        for (var i = 0; i < 200; i++)
        for (var j = 0; j < 60; j++)
            grove.Put($"{i:000}/{j}.mkv", 0);
        var walk = grove.Walk();

        await foreach (var file in walk.FilesAsync(TestContext.Current.CancellationToken))
            if (file.Path == "000/0.mkv")
                Assert.InRange(walk.Progress.Files, 60, 5_000);

        Assert.Equal(12_000, walk.Progress.Files);
    }

    [Fact]
    public async Task Whoever_leaves_early_leaves_no_reader_behind_who_holds_the_root()
    {
        using var grove = new Grove();
        grove.Put("a/b.mkv", "c/d.mkv");

        Assert.Equal(
            "a/b.mkv",
            (
                await grove
                    .Walk(Everything)
                    .FilesAsync(TestContext.Current.CancellationToken)
                    .FirstAsync(TestContext.Current.CancellationToken)
            ).Path
        );

        await CarryHost.UntilAsync(() => Task.FromResult(!Held().Contains(grove.Root, StringComparer.Ordinal)));
    }

    private static List<string?> Held() =>
        [.. Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(fd => new FileInfo(fd).LinkTarget)];

    private static Route RouteOf(string source) => new(source, source, source, source);
}
