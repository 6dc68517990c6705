using Couriarr.CrashRig;
using Couriarr.Features.Movies.Images;
using Couriarr.Jobs;

namespace Couriarr.Tests.Movies.Images;

/// <summary>The cache holds what its names say, whole or not at all.</summary>
[Trait("family", "dress")]
public sealed class ImageCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-images-").FullName;
    private readonly ImageCache _cache;
    private readonly byte[] _image = Pictures.Read("baseline.jpg");

    public ImageCacheTests() => _cache = new ImageCache(_folder);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task META10_an_image_lies_under_its_content_and_the_same_one_lies_there_once()
    {
        var hash = await _cache.KeepAsync(_image, ".jpg", Ct);
        Assert.Equal(hash, await _cache.KeepAsync(_image, ".jpg", Ct));

        Assert.Equal([Path.Combine(_folder, "images", hash[..2], $"{hash}.jpg")], Files());
        Assert.Equal(_image, await _cache.ReadAsync(hash, ".jpg", Ct));
        Assert.True(_cache.Has(hash, ".jpg", _image.Length));
        Assert.False(_cache.Has(hash, ".png", _image.Length));
    }

    [Fact]
    public async Task One_that_is_not_what_its_name_says_is_taken_away()
    {
        var hash = await _cache.KeepAsync(_image, ".jpg", Ct);
        var file = _cache.PathOf(hash, ".jpg");
        var damaged = await File.ReadAllBytesAsync(file, Ct);
        damaged[500] ^= 1;
        await File.WriteAllBytesAsync(file, damaged, Ct);

        Assert.Null(await _cache.ReadAsync(hash, ".jpg", Ct));
        Assert.Empty(Files());
        await _cache.KeepAsync(_image, ".jpg", Ct);
        Assert.Equal(_image, await _cache.ReadAsync(hash, ".jpg", Ct));
    }

    [Fact]
    public async Task One_that_was_cut_is_written_anew()
    {
        var hash = await _cache.KeepAsync(_image, ".jpg", Ct);
        await File.WriteAllBytesAsync(_cache.PathOf(hash, ".jpg"), _image[..100], Ct);

        Assert.False(_cache.Has(hash, ".jpg", _image.Length));
        await _cache.KeepAsync(_image, ".jpg", Ct);
        Assert.Equal(_image, await _cache.ReadAsync(hash, ".jpg", Ct));
    }

    [Fact]
    public async Task Many_at_once_who_bring_the_same_are_as_good_as_one()
    {
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _cache.KeepAsync(_image, ".jpg", Ct), Ct)));

        Assert.Single(hashes.Distinct());
        Assert.Single(Files());
    }

    [Fact]
    public async Task What_a_kill_left_is_swept_and_what_is_young_stays()
    {
        await _cache.KeepAsync(_image, ".jpg", Ct);
        var drafts = Path.Combine(_folder, "images", ".unfinished");
        await File.WriteAllTextAsync(Path.Combine(drafts, "old"), "x", Ct);
        await File.WriteAllTextAsync(Path.Combine(drafts, "young"), "x", Ct);
        var now = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        File.SetLastWriteTimeUtc(Path.Combine(drafts, "old"), now.UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(Path.Combine(drafts, "young"), now.UtcDateTime);

        _cache.Sweep(now.AddDays(-1));

        Assert.Equal(["young"], Directory.EnumerateFiles(drafts).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public async Task B01_without_room_the_job_waits_and_nothing_half_is_left()
    {
        Assert.SkipUnless(MemoryDisk.IsPossible, "It needs root and mount.");
        using var disk = new MemoryDisk(megabytes: 1);
        var cache = new ImageCache(disk.Folder);
        disk.Fill();

        var e = await Assert.ThrowsAsync<BlockedException>(() => cache.KeepAsync(_image, ".jpg", Ct));

        Assert.Contains("There is no room for artwork", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories), file => file.Contains("images"));
        disk.MakeRoom();
        Assert.Equal(_image, await cache.ReadAsync(await cache.KeepAsync(_image, ".jpg", Ct), ".jpg", Ct));
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories);
}
