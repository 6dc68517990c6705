using System.Security.Cryptography;
using Couriarr.Features.Configuration;
using Couriarr.Storage;

namespace Couriarr.Features.Members;

/// <summary>The key that seals the secrets of members. It lies beside the database, never in it: a stolen backup is no stolen token.</summary>
public sealed class MemberKey
{
    public const string FileName = "members.key";
    private const int Length = 32;

    private MemberKey(byte[] key) => Bytes = key;

    internal byte[] Bytes { get; }

    /// <summary>Says which key sealed something, and nothing of the key.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData([.. "couriarr member key"u8, .. Bytes]))[..8];

    /// <summary>What the owner set; else what lies in the folder; else a new one, which will lie there from now on.</summary>
    /// <exception cref="StartupException">It is no key.</exception>
    public static MemberKey Of(Secret? set, string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (set is not null)
            return Read(set.Reveal(), "storage.secret_key");
        if (!File.Exists(file))
            Make(file);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return Read(File.ReadAllText(file), file);
    }

    private static MemberKey Read(string text, string place)
    {
        var key = new byte[Length + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Length
            ? new MemberKey(key[..Length])
            : throw new StartupException(
                $"{place} holds no key: it must be 32 bytes in base64, as 'openssl rand -base64 32' makes them. "
                    + "With another key than before, the secrets that were sealed have to be set anew.",
                StartupException.Configuration
            );
    }

    // Whole or not at all: half a key would be a lost one.
    private static void Make(string file)
    {
        var half = file + ".new";
        File.Delete(half);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(half, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        File.Move(half, file);
    }
}
