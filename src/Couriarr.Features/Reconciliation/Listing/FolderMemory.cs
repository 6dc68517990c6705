using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// What each folder of a tree held when it was read last, in a file of ours. Where it is safe, a folder that did not change since is not
/// read again: see decision 11. A file that is damaged, or was made with other options, is as good as none.
/// </summary>
/// <param name="path">Where it is kept; it need not exist.</param>
internal sealed class FolderMemory(string path)
{
    /// <summary>Trust nothing of it, and only keep what is read now.</summary>
    public bool ReadsAnew { get; init; }

    /// <returns>Null when nothing can be kept there, or another walk just does.</returns>
    public MemoryBook? Open(WalkOptions options, TimeProvider clock)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var mark = MarkOf(options);
            return new MemoryBook(path, mark, ReadsAnew ? null : MemoryShelf.Open(path, mark), clock);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // What another version of the program would list may be something else.
    private static ulong MarkOf(WalkOptions options) =>
        BitConverter.ToUInt64(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\0',
                        [
                            typeof(FolderMemory).Module.ModuleVersionId.ToString(),
                            $"{options.Counts.Method.DeclaringType} {options.Counts.Method}",
                            .. options.Excludes,
                            "/",
                            .. options.Without,
                        ]
                    )
                )
            )
        );
}
