using System.Globalization;

namespace Couriarr.Features.Instances;

/// <summary>Looks at the disk for the doctor. A mount that hangs holds up nobody for long.</summary>
internal sealed class Ground(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>What is wrong with the folder; null when nothing is.</returns>
    public Task<string?> TroubleAsync(string folder, bool toWrite, CancellationToken ct) =>
        AsideAsync(
            () => Trouble(folder, toWrite),
            () => $"{folder} does not answer: the server behind it is away or its connection hangs.",
            ct
        );

    /// <returns>Its size; -1 when it is not there.</returns>
    public Task<long?> SizeAsync(string file, CancellationToken ct) =>
        AsideAsync<long?>(() => new FileInfo(file) is { Exists: true, Length: var length } ? length : -1, () => null, ct);

    public async Task<T> AsideAsync<T>(Func<T> look, Func<T> whenItHangs, CancellationToken ct)
    {
        try
        {
            return await Task
                .Factory.StartNew(look, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(Patience, clock, ct);
        }
        catch (TimeoutException)
        {
            return whenItHangs();
        }
    }

    private static string? Trouble(string folder, bool toWrite)
    {
        if (!Directory.Exists(folder))
            return $"There is no folder {folder} here, or it may not be looked into. Mount it, make it, or set the right one.";
        try
        {
            if (!toWrite)
                return Directory.EnumerateFileSystemEntries(folder).Any() ? null : $"{folder} is empty: its disk is probably not mounted.";
            var trial = Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $".couriarr-{Guid.NewGuid():N}"));
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            { }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return toWrite
                ? $"{folder} cannot be written: {e.Message} Give the user that Couriarr runs as the right to."
                : $"{folder} cannot be read: {e.Message}";
        }
    }
}
