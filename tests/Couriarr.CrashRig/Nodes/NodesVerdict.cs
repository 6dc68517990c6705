using System.Security.Cryptography;

namespace Couriarr.CrashRig.Nodes;

/// <summary>Holds what the apps told and nodes acknowledged against what lies at the destination, in the database and at the receiver.</summary>
internal sealed class NodesVerdict(Estate estate, IEnumerable<Movie> movies, int faults)
{
    private const string CarriedTwice = """
        SELECT app_path, file_size, count(*) FROM sync_jobs WHERE status = 'success' AND bytes_transferred > 0
        GROUP BY app_path, file_size HAVING count(*) > 1
        """;

    private readonly List<Movie> _movies = [.. movies];

    public List<string> Complaints { get; } = [];

    /// <summary>Movies that lie where they belong, in their newest version, byte by byte.</summary>
    public int Right { get; private set; }

    /// <summary>Calls of the receiver that told it something once more than it happened, be that one title or many.</summary>
    public int Again { get; private set; }

    /// <summary>Unfinished copies that the daily cleaning will take away.</summary>
    public int Litter { get; private set; }

    public async Task LookAsync()
    {
        LookAtFiles(
            await estate.Cellar.AskAsync(
                "SELECT temp_name FROM sync_jobs WHERE temp_name IS NOT NULL UNION SELECT temp_name FROM sync_left"
            )
        );
        await HearAsync();
        await NoneAsync("OPEN webhook", "SELECT id, title, note FROM webhook_inbox WHERE outcome = 'accepted' AND handled_at IS NULL");
        await NoneAsync(
            "OPEN row",
            "SELECT id, status, app_path, error_message FROM sync_jobs WHERE status NOT IN ('success', 'superseded')"
        );
        await NoneAsync("TWICE", CarriedTwice);
        await NoneAsync("LIVE AND ENDED job", "SELECT id FROM job_queue JOIN job_history USING (id)");
        Complaints.AddRange(
            Carry.Processes.At(estate.Root).Where(line => line.Contains("rsync", StringComparison.Ordinal)).Select(l => $"LEFT {l}")
        );
    }

    /// <param name="litter">Unfinished copies that the daily cleaning knows, of what was superseded before it was whole.</param>
    private void LookAtFiles(IReadOnlyList<string> litter)
    {
        var there = Directory
            .EnumerateFiles(estate.Destination, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/.couriarr-recycle/", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var movie in _movies)
        {
            var path = Path.Join(estate.Destination, movie.Within);
            if (!there.Remove(path))
                Complaints.Add($"LOST {movie.Within}, of which {movie.Versions} versions were acknowledged");
            else if (Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) != movie.Hash)
                Complaints.Add($"OLD OR WRONG {movie.Within}, of which {movie.Versions} versions were acknowledged");
            else
                Right++;
        }
        there.Remove(estate.Ancient);
        Litter = there.RemoveWhere(path => litter.Contains(Path.GetFileName(path)));
        Complaints.AddRange(there.Select(path => $"LEFT {path}"));
    }

    // Of versions that came one upon the other the newest alone is carried, and told.
    private async Task HearAsync()
    {
        var left = _movies.ToDictionary(movie => movie.Title, movie => movie.Versions, StringComparer.Ordinal);
        foreach (var call in estate.Receiver.Tellings)
        {
            var titles = call.Select(TitleIn).OfType<string>().ToList();
            titles.ForEach(title => left[title]--);
            Again += titles.Exists(title => left[title] < 0) ? 1 : 0;
        }
        foreach (var movie in _movies.Where(movie => left[movie.Title] == movie.Versions))
            Complaints.Add($"UNTOLD {movie.Title}: {string.Join("; ", await PastOfAsync(movie))}");
        if (Again > faults)
            Complaints.Add($"TOLD TOO OFTEN: {Again} calls tell what was told before, after {faults} faults");
    }

    private async Task<IReadOnlyList<string>> PastOfAsync(Movie movie) =>
        await estate.Cellar.AskAsync(
            $"""
            SELECT 'webhook ' || id || ' of job ' || job_id || ', ' || note FROM webhook_inbox WHERE title = '{movie.Title}'
            UNION ALL
            SELECT 'file ' || id || ' ' || status || ', ' || bytes_transferred || ' bytes, told of by ' || coalesce(announced_by::text, 'nobody')
            FROM sync_jobs WHERE title = '{movie.Title}'
            UNION ALL
            SELECT 'notice ' || id || ' ' || state || ' by job ' || coalesce(job_id::text, '-') || ', ' || coalesce(note, '') FROM notices
            WHERE content LIKE '%{movie.Title}%'
            """
        );

    private string? TitleIn(string words) => _movies.Find(movie => words.Contains(movie.Title, StringComparison.Ordinal))?.Title;

    private async Task NoneAsync(string complaint, string sql) =>
        Complaints.AddRange((await estate.Cellar.AskAsync(sql)).Select(row => $"{complaint} {row}"));
}
