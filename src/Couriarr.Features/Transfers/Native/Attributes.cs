using System.Buffers;
using System.Text;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Transfers.Native;

/// <summary>
/// Gives a copy the extended attributes of its original, those that rsync -X takes along: root all but the system's own, others the
/// users' ones. POSIX rights (system.posix_acl) are not among them.
/// </summary>
internal static class Attributes
{
    /// <param name="room">Where the copy lies.</param>
    /// <exception cref="PermanentException">The destination does not take one.</exception>
    public static void Carry(SafeFileHandle from, SafeFileHandle to, Func<DiskRoom> room, string file)
    {
        var (names, value) = (ArrayPool<byte>.Shared.Rent(Linux.MostOfAttributes), ArrayPool<byte>.Shared.Rent(Linux.MostOfAttributes));
        try
        {
            for (var rest = names.AsSpan(0, Linux.AttributesOf(from, names)); rest.Length > 0; )
            {
                var name = rest[..(rest.IndexOf((byte)0) + 1)];
                if (IsCarried(name))
                    Set(to, name, value.AsSpan(0, Linux.ReadAttribute(from, name, value)), room, file);
                rest = rest[name.Length..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(names);
            ArrayPool<byte>.Shared.Return(value);
        }
    }

    // What rsync keeps for itself under the users' names belongs to the file that it lies at.
    private static bool IsCarried(ReadOnlySpan<byte> name) =>
        name.StartsWith("user."u8) ? !name.StartsWith("user.rsync.%"u8) : Environment.IsPrivilegedProcess && !name.StartsWith("system."u8);

    private static void Set(SafeFileHandle to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Func<DiskRoom> room, string file)
    {
        try
        {
            Linux.SetAttribute(to, name, value);
        }
        // Where there is room, it is the attributes of this one file that are too many.
        catch (IOException e)
            when (e.HResult is Linux.NotSupported or Linux.NotPermitted
                || (e.HResult is Linux.NoSpace && room().FreeBytes > Linux.MostOfAttributes)
            )
        {
            throw CopyFailure.OfAttributes(file, $"The system said of {Encoding.UTF8.GetString(name[..^1])}: {Linux.Say(e.HResult)}.");
        }
    }
}
