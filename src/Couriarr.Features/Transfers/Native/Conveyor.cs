using System.Security.Cryptography;
using Couriarr.Features.Places;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Transfers.Native;

/// <summary>
/// Moves pieces of one open file to the same place in another: within the kernel where that can, through the program where it cannot
/// or where all that passes is to be hashed.
/// </summary>
internal sealed class Conveyor(SafeFileHandle source, SafeFileHandle copy, IncrementalHash? digest, int block)
{
    private enum Way
    {
        Range,
        Send,
        Buffer,
    }

    private static readonly byte[] Zeros = new byte[1 << 20];
    private Way _way = digest is null ? Way.Range : Way.Buffer;
    private byte[]? _buffer;

    /// <returns>How many bytes were moved; 0 when the original has no more.</returns>
    public int Move(long at, int count)
    {
        for (; _way < Way.Buffer; _way++)
            try
            {
                // Some file systems say that they are at the end instead of that they cannot.
                if (
                    (_way is Way.Range ? Linux.CopyRange(source, copy, at, count) : Linux.Send(source, copy, at, count))
                    is > 0
                        and var moved
                )
                    return moved;
            }
            catch (IOException e) when (CannotDoIt(e.HResult)) { }
        return Carry(at, count);
    }

    /// <summary>So many zeros that need no moving.</summary>
    public void Skip(int count) => digest?.AppendData(Zeros.AsSpan(0, count));

    private int Carry(long at, int count)
    {
        var buffer = _buffer ??= new byte[block];
        var read = Linux.Read(source, buffer.AsSpan(0, count), at);
        digest?.AppendData(buffer, 0, read);
        for (var written = 0; written < read; )
            written += Linux.Write(copy, buffer.AsSpan(written..read), at + written);
        return read;
    }

    private static bool CannotDoIt(int error) =>
        error is Linux.OtherFileSystem or Linux.NotImplemented or Linux.NotSupported or Linux.BadArgument or Linux.NotPermitted;
}
