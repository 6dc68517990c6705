using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Places;

/// <summary>The extended attributes of a file that is open. Their names are the bytes that they are, ended by a NUL.</summary>
internal static unsafe partial class Linux
{
    /// <summary>The kernel has neither names nor a value that are longer.</summary>
    public const int MostOfAttributes = 1 << 16;

    /// <returns>How many bytes of names there are, one behind the other; none where the file system knows no attributes.</returns>
    public static int AttributesOf(SafeFileHandle file, Span<byte> names)
    {
        fixed (byte* list = names)
            if (flistxattr(file, list, names.Length) is >= 0 and var length)
                return (int)length;
        return Marshal.GetLastPInvokeError() is NotSupported ? 0 : throw Failure("");
    }

    /// <returns>How many bytes the value has.</returns>
    public static int ReadAttribute(SafeFileHandle file, ReadOnlySpan<byte> name, Span<byte> value)
    {
        fixed (
            byte* called = name,
                into = value
        )
            return Check(fgetxattr(file, called, into, value.Length));
    }

    public static void SetAttribute(SafeFileHandle file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        fixed (
            byte* called = name,
                from = value
        )
            Check(fsetxattr(file, called, from, value.Length, 0));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint flistxattr(SafeFileHandle file, byte* names, nint size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint fgetxattr(SafeFileHandle file, byte* name, byte* value, nint size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsetxattr(SafeFileHandle file, byte* name, byte* value, nint size, int flags);
}
