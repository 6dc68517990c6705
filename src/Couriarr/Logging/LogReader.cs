namespace Couriarr.Logging;

/// <summary>Finds the newest lines of the program's log, through all of its files.</summary>
internal sealed class LogReader(LogBook book)
{
    private readonly LogShelf _shelf = new(book.Options);

    /// <param name="job">Only lines of this job, and of the jobs that it started directly or indirectly when it is the root of a tree.</param>
    /// <returns>The oldest of them first.</returns>
    public async Task<IReadOnlyList<WrittenLine>> TailAsync(int most, LogLevel least, long? job, CancellationToken ct)
    {
        await book.FlushAsync();
        var found = Lines(ct)
            .Where(line => line.Level >= least && (job is null || line.Job == job || line.Root == job))
            .Take(most)
            .ToList();
        found.Reverse();
        return found;
    }

    private IEnumerable<WrittenLine> Lines(CancellationToken ct)
    {
        foreach (var shelved in _shelf.ApplicationFiles)
        {
            using var file = OpenOrNull(shelved);
            if (file is null)
                continue;
            foreach (var text in Backwards.Lines(file))
            {
                ct.ThrowIfCancellationRequested();
                if (TextLayout.Read(text) is { } line)
                    yield return line;
            }
        }
    }

    // It may have been rolled on, or taken away, since we looked.
    private static FileStream? OpenOrNull(ShelvedLog shelved)
    {
        try
        {
            return shelved.Open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
