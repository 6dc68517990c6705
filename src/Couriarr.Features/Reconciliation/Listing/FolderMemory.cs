namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>What each folder of a tree held when it was read last, in a file of ours.</summary>
/// <param name="path">Where it is kept; it need not exist.</param>
internal sealed class FolderMemory(string path)
{
    public string Path => path;
}
