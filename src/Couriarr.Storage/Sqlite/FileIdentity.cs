namespace Couriarr.Storage.Sqlite;

/// <summary>
/// Notices that the database we hold open is not the one under its name any more. Writing on would go into a file that vanishes
/// with us; opening the name anew would mix two histories.
/// </summary>
internal sealed class FileIdentity(string file)
{
    private readonly (ulong Device, ulong Inode)? _ours = Native.IdentityOf(file);

    /// <summary>Null while all is well.</summary>
    public string? Objection =>
        Native.IdentityOf(file) switch
        {
            null =>
                $"{file} was deleted while Couriarr runs. Nothing is written any more. Put it back from a backup: stop Couriarr, then './run restore'.",
            { } now when now != _ours =>
                $"{file} was replaced while Couriarr runs. Nothing is written any more. Start Couriarr anew to go on with the file that is there now.",
            _ => null,
        };
}
