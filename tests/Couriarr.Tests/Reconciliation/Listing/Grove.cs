using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Reconciliation.Listing;

/// <summary>A folder of a test's own, and the ways to walk it.</summary>
internal sealed class Grove : IDisposable
{
    public static readonly DateTimeOffset Old = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Root { get; } = Directory.CreateTempSubdirectory("couriarr-grove-").FullName;

    public string At(string path) => Path.Combine(Root, path);

    public void Put(params string[] paths)
    {
        foreach (var path in paths)
            Put(path, path.Length);
    }

    public void Put(string path, int size, DateTimeOffset? modified = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), new byte[size]);
        File.SetLastWriteTimeUtc(At(path), (modified ?? Old).UtcDateTime);
    }

    public TreeWalk Walk(WalkOptions? options = null) => new(Root, options ?? new WalkOptions(), TimeProvider.System);

    public async Task<List<string>> PathsAsync(WalkOptions? options = null) =>
        [.. (await FilesOf(Walk(options))).Select(file => file.Path)];

    public static async Task<List<ListedFile>> FilesOf(TreeWalk walk) =>
        await walk.FilesAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    // The framework cannot remove what is no UTF-8.
    public void Dispose() => Shell.Run("rm", "-rf", Root);
}
