using System.Security.Cryptography;
using Couriarr.Features.Movies.Nfo;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>Says what is to be done so that a movie's NFO tells what is known. Pure.</summary>
internal static class NfoPlanner
{
    /// <param name="there">The bytes of what lies under the name; null when nothing does.</param>
    /// <param name="before">What we wrote last, wherever, for when nothing lies there: what was watched is in it.</param>
    public static IReadOnlyList<Step> Of(Outfit outfit, string name, byte[]? there, byte[]? before, NfoContent content)
    {
        var file = (there ?? before) is { } bytes ? NfoFile.Read(bytes) : null;
        if (file is { HasSeveral: true })
            return [new Step(Deed.Leave, name, PublishedFile.Nfo, "It tells of several movies.")];
        var written = NfoWriter.Write(file, content);
        var hash = HashOf(written);
        var deed =
            there is null ? Deed.Add
            : !there.AsSpan().SequenceEqual(written) ? Deed.Replace
            : outfit.RecordOf(name)?.Hash == hash ? Deed.Same
            : Deed.Adopt;
        var step = new Step(deed, name, PublishedFile.Nfo, there is null ? "" : file?.Trouble ?? "")
        {
            Hash = hash,
            Content = written,
            ReplacesForeign = there is not null && outfit.RecordOf(name)?.Hash != HashOf(there),
        };
        return [step, .. Leftovers(outfit, name)];
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // Under the name that the video had before. What was changed in it since was taken over, and it would contradict the new one.
    private static IEnumerable<Step> Leftovers(Outfit outfit, string name) =>
        outfit
            .Published.Where(file => file.Type == PublishedFile.Nfo && file.Name != name)
            .Select(file => new Step(Deed.Remove, file.Name, file.Type, "The video has another name now.") { Hash = file.Hash });
}
