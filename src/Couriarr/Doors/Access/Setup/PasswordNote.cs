using Couriarr.Features.Accounts;

namespace Couriarr.Doors.Access.Setup;

/// <param name="Name">A new name for the administrator; null keeps the present one.</param>
internal sealed record NotedPassword(PasswordHash Password, string? Name);

/// <summary>
/// A file in the data folder that hands a new password to the service that has the folder. Only its hash is in it, and whoever may write
/// there could change the database as well.
/// </summary>
internal sealed class PasswordNote(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _file = Path.Combine(folder, "new-password");

    private bool IsOwnersOnly => OperatingSystem.IsWindows() || File.GetUnixFileMode(_file) == OwnerOnly;

    public bool IsThere => File.Exists(_file);

    public void Leave(NotedPassword noted)
    {
        var unfinished = $"{_file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(unfinished, options))
        using (var writer = new StreamWriter(stream))
            writer.Write($"{noted.Password.Text}\n{noted.Name}\n");
        File.Move(unfinished, _file, overwrite: true);
    }

    /// <summary>Null when there is none. One that others may write, or that makes no sense, is torn up.</summary>
    public NotedPassword? Read()
    {
        if (!IsThere)
            return null;
        var lines = File.ReadAllLines(_file);
        if (IsOwnersOnly && lines is [var hash, var name] && PasswordHash.Read(hash) is { } password)
            return new NotedPassword(password, name.Length > 0 ? name : null);
        TearUp();
        return null;
    }

    public void TearUp() => File.Delete(_file);
}
