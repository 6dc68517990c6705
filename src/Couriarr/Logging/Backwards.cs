using System.Text;

namespace Couriarr.Logging;

/// <summary>Reads a file's lines from its end, without reading more of it than is asked for.</summary>
internal static class Backwards
{
    private const int BlockBytes = 64 * 1024;

    public static IEnumerable<string> Lines(Stream file)
    {
        var rest = Array.Empty<byte>();
        for (var end = file.Length; end > 0; )
        {
            var start = Math.Max(0, end - BlockBytes);
            var block = Block(file, start, end, rest);
            var upTo = block.Length;
            for (int at; (at = LastBreak(block, upTo)) >= 0; upTo = at)
            {
                if (at + 1 < upTo)
                    yield return Encoding.UTF8.GetString(block, at + 1, upTo - at - 1);
            }
            rest = block[..upTo];
            end = start;
        }
        if (rest.Length > 0)
            yield return Encoding.UTF8.GetString(rest);
    }

    private static byte[] Block(Stream file, long start, long end, byte[] rest)
    {
        var block = new byte[(int)(end - start) + rest.Length];
        file.Position = start;
        file.ReadExactly(block, 0, (int)(end - start));
        rest.CopyTo(block, (int)(end - start));
        return block;
    }

    private static int LastBreak(byte[] block, int upTo) => Array.LastIndexOf(block, (byte)'\n', upTo - 1, upTo);
}
