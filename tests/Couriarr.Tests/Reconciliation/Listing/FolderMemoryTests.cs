using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Tests.Reconciliation.Listing;

/// <summary>What is remembered of folders, and when it is not trusted. The clock is a day ahead, so that what the tests write is at rest.</summary>
[Trait("family", "reconcile")]
public sealed class FolderMemoryTests : IDisposable
{
    private readonly Grove _grove = new();
    private readonly Grove _home = new();
    private readonly LaterClock _clock = new();

    [Fact]
    public async Task Finds_the_same_from_memory_and_sees_what_came_and_went()
    {
        _grove.Put("A/a.mkv", "A/s/b.mkv", "B/c.mkv", "B/e\u0301.mkv", "d.mkv");
        var first = await WalkAsync();

        Assert.Equal(first, await WalkAsync());

        File.Delete(_grove.At("A/s/b.mkv"));
        _grove.Put("A/n/new.mkv");
        File.Move(_grove.At("B/c.mkv"), _grove.At("B/moved.mkv"));
        Assert.Equal(["A/a.mkv", "A/n/new.mkv", "B/e\u0301.mkv", "B/moved.mkv", "d.mkv"], (await WalkAsync()).Select(file => file.Path));
    }

    [Fact]
    public async Task A_size_that_changed_in_place_is_seen_when_all_is_read_anew_and_after_eight_days_at_last()
    {
        _grove.Put("A/a.mkv");
        await WalkAsync();
        await GrowAsync("A/a.mkv");

        Assert.Equal([7L], (await WalkAsync()).Select(file => file.Size));
        Assert.Equal([9L], (await WalkAsync(anew: true)).Select(file => file.Size));

        await GrowAsync("A/a.mkv");
        _clock.Ahead += TimeSpan.FromDays(9);
        Assert.Equal([11L], (await WalkAsync()).Select(file => file.Size));
    }

    [Fact]
    public async Task A_remembered_size_is_never_told_as_a_difference_without_a_look()
    {
        using var other = new Grove();
        _grove.Put("A/a.mkv", 7);
        other.Put("A/a.mkv", 9);
        await WalkAsync();
        await GrowAsync("A/a.mkv");
        var ct = TestContext.Current.CancellationToken;

        var found = await Comparison.MergeAsync(null, Walk().AsTree(ct), other.Walk().AsTree(ct), new MergeOptions(), ct).ToListAsync(ct);

        Assert.Equal(Standing.InSync, Assert.Single(found).Standing);
    }

    [Fact]
    public async Task A_folder_whose_time_was_set_back_is_read_again()
    {
        _grove.Put("A/a.mkv");
        await WalkAsync();
        var time = Directory.GetLastWriteTimeUtc(_grove.At("A"));
        _grove.Put("A/b.mkv");
        Directory.SetLastWriteTimeUtc(_grove.At("A"), time);

        Assert.Equal(["A/a.mkv", "A/b.mkv"], (await WalkAsync()).Select(file => file.Path));
    }

    [Fact]
    public async Task What_may_still_be_written_is_not_remembered()
    {
        _grove.Put("A/a.mkv", 5, _clock.GetUtcNow() - TimeSpan.FromMinutes(10));
        await WalkAsync();
        await GrowAsync("A/a.mkv", keepTime: false);

        Assert.Equal([7L], (await WalkAsync()).Select(file => file.Size));
    }

    [Fact]
    public async Task A_memory_that_is_damaged_or_made_with_other_excludes_is_as_good_as_none()
    {
        _grove.Put("A/a.mkv", "B/b.mkv", "C/c.mkv");
        var all = await WalkAsync();
        Assert.Equal(["A/a.mkv", "C/c.mkv"], (await WalkAsync(excludes: "B")).Select(file => file.Path));
        var chance = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(all, await WalkAsync());
            var bytes = await File.ReadAllBytesAsync(Memory, TestContext.Current.CancellationToken);
            bytes[chance.Next(bytes.Length)] ^= (byte)chance.Next(1, 256);
            await File.WriteAllBytesAsync(Memory, bytes[..^(i % 3)], TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task After_a_night_without_a_change_the_memory_is_not_written_again_and_after_a_change_it_holds_the_old_and_the_new()
    {
        _grove.Put([.. Enumerable.Range(0, 300).Select(i => $"{i % 30:00}/{i:000}.mkv")]);
        var all = await WalkAsync();
        var written = Inode();

        Assert.Equal(all, await WalkAsync());
        Assert.Equal(written, Inode());

        foreach (var folder in new[] { "00", "07", "08", "29" })
            File.Delete(_grove.At($"{folder}/0{folder}.mkv"));
        Directory.Delete(_grove.At("15"), recursive: true);
        var fewer = await WalkAsync();
        var rewritten = Inode();
        Assert.NotEqual(written, rewritten);
        Assert.Equal(all.Count - 14, fewer.Count);

        // What was read then and what was taken over is all remembered now: nothing is left to be written.
        Assert.Equal(fewer, await WalkAsync());
        Assert.Equal(rewritten, Inode());
    }

    [Fact]
    public async Task Nothing_is_remembered_of_a_tree_that_was_not_walked_to_its_end()
    {
        _grove.Put("A/a.mkv", "B/b.mkv");

        await Walk().FilesAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);

        Assert.False(File.Exists(Memory));
    }

    public void Dispose()
    {
        _grove.Dispose();
        _home.Dispose();
    }

    private ulong Inode() => Couriarr.Features.Places.Linux.LookAt(Memory)!.Value.Inode;

    private string Memory => _home.At("memory");

    private TreeWalk Walk(bool anew = false, params string[] excludes) =>
        new(
            _grove.Root,
            new WalkOptions
            {
                Excludes = excludes,
                Memory = new FolderMemory(Memory) { ReadsAnew = anew },
            },
            _clock
        );

    private Task<List<ListedFile>> WalkAsync(bool anew = false, params string[] excludes) => Grove.FilesOf(Walk(anew, excludes));

    private async Task GrowAsync(string path, bool keepTime = true)
    {
        await File.AppendAllTextAsync(_grove.At(path), "xx", TestContext.Current.CancellationToken);
        if (keepTime)
            File.SetLastWriteTimeUtc(_grove.At(path), Grove.Old.UtcDateTime);
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; } = TimeSpan.FromDays(1);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
