namespace Couriarr.Logging;

/// <summary>Finds the newest lines of the program's log, through all of its files.</summary>
internal sealed class LogReader(LogBook book)
{
    private readonly LogShelf _shelf = new(book.Options);

    /// <param name="job">Only lines of this job, and of the jobs that it started directly or indirectly when it is the root of a tree.</param>
    /// <returns>The oldest of them first.</returns>
    public Task<IReadOnlyList<WrittenLine>> TailAsync(int most, LogLevel least, long? job, CancellationToken ct) =>
        FindAsync(new LogQuestion(most, least) { Job = job }, ct);

    /// <returns>The oldest of them first.</returns>
    public async Task<IReadOnlyList<WrittenLine>> FindAsync(LogQuestion question, CancellationToken ct)
    {
        await book.FlushAsync();
        var found = Lines(ct)
            .Take(question.Reach)
            .TakeWhile(line => line.Time >= question.Since)
            .Where(question.Fits)
            .Take(question.Most)
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

/// <summary>Which lines somebody wants to see.</summary>
internal sealed record LogQuestion(int Most, LogLevel Least)
{
    /// <summary>Only of this job, and of the jobs that it started directly or indirectly when it is the root of a tree.</summary>
    public long? Job { get; init; }

    /// <summary>Only with this in the message or the name of its source.</summary>
    public string? Text { get; init; }

    /// <summary>Older lines are not looked at.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.MinValue;

    /// <summary>So many of the newest lines are looked at.</summary>
    public int Reach { get; init; } = int.MaxValue;

    public bool Fits(WrittenLine line) =>
        line.Level >= Least
        && (Job is null || line.Job == Job || line.Root == Job)
        && (
            Text is null
            || line.Message.Contains(Text, StringComparison.OrdinalIgnoreCase)
            || line.Source.Contains(Text, StringComparison.OrdinalIgnoreCase)
        );
}
