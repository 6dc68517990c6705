using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Translates what the file system said under a copy into the engine's words, whoever copied. Pure.</summary>
internal static class CopyFailure
{
    /// <param name="error">As errno has it.</param>
    /// <param name="said">What is worth to be quoted.</param>
    /// <returns>Null when it may be for any reason.</returns>
    public static Exception? Of(int error, string file, string said) =>
        error switch
        {
            Linux.NoSpace => new NoRoomException($"The destination is full: there was no room for all of {file}."),
            Linux.QuotaExceeded => new NoRoomException($"The destination's quota is used up: there was no room for all of {file}."),
            Linux.ReadOnlyFs => new BlockedException($"The destination became read-only while {file} was copied."),
            Linux.NotConnected or Linux.Stale => new TransientException($"A mount went away while {file} was copied. {said}"),
            Linux.NoAccess or Linux.NotPermitted => new PermanentException(
                $"{file} may not be read or written. Give Couriarr's user the right, then retry. {said}"
            ),
            _ => null,
        };

    /// <summary>The content arrived, and what belongs to it cannot.</summary>
    public static PermanentException OfAttributes(string file, string said) =>
        new(
            $"{file} has extended attributes that the destination's file system does not take. Switch sync.keep_xattrs off, or take them from the original. {said}"
        );
}
