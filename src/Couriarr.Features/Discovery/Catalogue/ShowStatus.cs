using System.Collections.Frozen;
using System.Text.Json;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>What became of a show. What the rules say of it is another matter: see <see cref="Standing.Verdict"/>.</summary>
public enum ShowStatus
{
    /// <summary>New: the rules were not asked yet.</summary>
    Pending,

    /// <summary>Ruled out by a filter, or by a rule that skips.</summary>
    Filtered,

    /// <summary>To be added: by the rules, or because somebody approved it.</summary>
    Wanted,

    /// <summary>Waits for a person: the rules ask for it, or the budget was used up.</summary>
    Review,

    /// <summary>Would be wanted, but the catalogue knows no TVDB id for it yet.</summary>
    PendingTvdb,

    /// <summary>Waited for its TVDB id for too long.</summary>
    Abandoned,
    Added,

    /// <summary>Sonarr had it before.</summary>
    Exists,

    /// <summary>Sonarr refused it.</summary>
    Failed,

    /// <summary>Never again: somebody said so, here or in Sonarr.</summary>
    Skipped,

    /// <summary>Somebody was asked, and did not want it.</summary>
    Rejected,
}

public static class ShowStatuses
{
    private static readonly FrozenDictionary<ShowStatus, string> Words = Enum.GetValues<ShowStatus>()
        .ToFrozenDictionary(status => status, status => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()));
    private static readonly FrozenDictionary<string, ShowStatus> ByWord = Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static IEnumerable<string> All => Words.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <summary>As it is stored and shown, like pending_tvdb.</summary>
    public static string Word(this ShowStatus status) => Words[status];

    public static ShowStatus? Find(string word) => ByWord.TryGetValue(word, out var status) ? status : null;
}
