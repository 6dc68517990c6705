using System.Globalization;

namespace Couriarr.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Wishes(
    string Parts,
    int Jobs,
    int PeerJobs,
    int Rounds,
    int Latencies,
    IReadOnlyList<int> Depths,
    TimeSpan Sending,
    int Shows,
    int Trees,
    int Large,
    int Small,
    string Folder,
    string? Page = null
)
{
    public const string Usage = """
        ./bench/run [options]
          --parts abcdefjkpqstw   which parts to run (default: all)
          --jobs N            jobs of the parts a, c and q (default 100000)
          --peer-jobs N       jobs of part b (default 5000)
          --rounds N          how often a and c, and q with its peers, take turns; the medians count (default 3)
          --folder PATH       where the databases are made, and deleted afterwards (default: ./artifacts)
          --page FILE         writes the table as a page, too
          --large MB          the large file of part k (default 1024)
          --million           trees of a million files instead of 200000
          --quick             a tenth of everything: for looking, not for judging
        """;

    private static readonly Wishes Full = new(
        "abcdefjkpqstw",
        100_000,
        5_000,
        3,
        1_000,
        [1_000, 100_000, 1_000_000],
        TimeSpan.FromSeconds(5),
        95_000,
        200_000,
        1_024,
        20_000,
        "artifacts"
    );
    private static readonly Wishes Quick = Full with
    {
        Jobs = 10_000,
        PeerJobs = 500,
        Rounds = 1,
        Latencies = 100,
        Shows = 9_500,
        Trees = 20_000,
        Large = 102,
        Small = 2_000,
        Sending = TimeSpan.FromSeconds(1),
        Depths = [1_000, 10_000, 100_000],
    };

    public bool Has(char part) => Parts.Contains(part, StringComparison.Ordinal);

    /// <returns>Null when the line is not understood.</returns>
    public static Wishes? Read(IReadOnlyList<string> line)
    {
        var wishes = line.Contains("--quick") ? Quick : Full;
        if (line.Contains("--million"))
            wishes = wishes with { Trees = 1_000_000 };
        var words = new Queue<string>(line.Where(word => word is not ("--quick" or "--million")));
        while (words.TryDequeue(out var word))
        {
            if (!words.TryDequeue(out var value) || With(wishes, word, value) is not { } more)
                return null;
            wishes = more;
        }
        return wishes;
    }

    private static Wishes? With(Wishes wishes, string word, string value) =>
        (word, Number(value)) switch
        {
            ("--parts", _) => wishes with { Parts = value.ToLowerInvariant() },
            ("--folder", _) => wishes with { Folder = value },
            ("--page", _) => wishes with { Page = value },
            ("--jobs", > 0 and var n) => wishes with { Jobs = n },
            ("--peer-jobs", > 0 and var n) => wishes with { PeerJobs = n },
            ("--large", > 0 and <= 100_000 and var n) => wishes with { Large = n },
            ("--rounds", > 0 and var n) => wishes with { Rounds = n },
            _ => null,
        };

    private static int Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
}
