using System.Security.Cryptography;

namespace Couriarr.Demo;

/// <summary>The contents of made-up videos: noise, the same every time.</summary>
internal static class Footage
{
    public static byte[] Of(int megabytes, int seed)
    {
        var content = new byte[megabytes * 1_000_000];
#pragma warning disable CA5394 // It shall be the same every time.
        new Random(seed).NextBytes(content);
#pragma warning restore CA5394
        return content;
    }

    public static string PrintOf(byte[] content) => Convert.ToHexString(SHA256.HashData(content));

    public static async Task<string> PrintOfAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexString(await SHA256.HashDataAsync(file, ct));
    }
}
