namespace Couriarr.Logging;

/// <summary>How large a log may grow, and how many older ones are kept beside it as name.1, name.2 and so on.</summary>
internal sealed record Rolling(long Limit, int Backups);

/// <summary>
/// A log file that is opened anew for every batch: whoever deletes it, moves it away or unmounts its disk finds it back with the
/// next line. Troubles are told once an hour; meanwhile lines are dropped here, and another look is taken now and then.
/// </summary>
internal sealed class LogFile(string path, Rolling rolling, TimeProvider clock, Action<LogLevel, string> tell) : ILogTarget
{
    internal static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly Seldom _seldom = new(clock);
    private long? _failedAt;
    private long _missing;

    /// <summary>Why it cannot be written right now; null when it can.</summary>
    public string? Trouble { get; private set; }

    public void Write(ReadOnlySpan<byte> batch, int lines)
    {
        if (_failedAt is { } failed && clock.GetElapsedTime(failed) < Rest)
        {
            _missing += lines;
            return;
        }
        try
        {
            Append(batch);
            Recover();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Fail(e.Message, lines);
        }
    }

    private void Append(ReadOnlySpan<byte> batch)
    {
        using (var file = Open())
        {
            if (file.Length == 0 || file.Length + batch.Length <= rolling.Limit)
            {
                WriteWhole(file, batch);
                return;
            }
        }
        Roll();
        using var fresh = Open();
        WriteWhole(fresh, batch);
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    // A disk that fills up in the middle of a line leaves no half of it.
    private static void WriteWhole(FileStream file, ReadOnlySpan<byte> batch)
    {
        var before = file.Length;
        try
        {
            file.Write(batch);
        }
        catch (IOException)
        {
            file.SetLength(before);
            throw;
        }
    }

    // Renames need no room, so a full disk does not stop them; where they fail, nothing is written and nothing grows.
    private void Roll()
    {
        File.Delete(Backup(rolling.Backups));
        for (var number = rolling.Backups - 1; number >= 0; number--)
        {
            if (File.Exists(Backup(number)))
                File.Move(Backup(number), Backup(number + 1), overwrite: true);
        }
    }

    private string Backup(int number) => number == 0 ? path : FormattableString.Invariant($"{path}.{number}");

    private void Fail(string why, int lines)
    {
        _failedAt = clock.GetTimestamp();
        _missing += lines;
        Trouble = $"The log {path} cannot be written: {why}";
        if (_seldom.IsTime())
            tell(LogLevel.Warning, $"{Trouble} Couriarr goes on without it, and looks now and then whether it can be written again.");
    }

    private void Recover()
    {
        if (Trouble is null)
            return;
        tell(LogLevel.Information, $"{path} is written again; {_missing} lines are missing in it.");
        (Trouble, _failedAt, _missing) = (null, null, 0);
    }
}
