using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>The words for a job's status, today's and those of the older services.</summary>
internal static class StatusWords
{
    private static readonly Dictionary<string, JobState[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["scheduled"] = [JobState.Scheduled],
        ["waiting"] = [JobState.Waiting],
        ["running"] = [JobState.Running],
        ["blocked"] = [JobState.Blocked],
        ["failed"] = [JobState.Failed],
        ["succeeded"] = [JobState.Succeeded],
        ["skipped"] = [JobState.Skipped],
        ["dead"] = [JobState.Dead],
        ["cancelled"] = [JobState.Cancelled],
        ["superseded"] = [JobState.Superseded],
        ["pending"] = [JobState.Scheduled, JobState.Waiting, JobState.Blocked],
        ["queued"] = [JobState.Scheduled, JobState.Waiting, JobState.Blocked],
        ["retrying"] = [JobState.Failed],
        ["in_progress"] = [JobState.Running],
        ["processing"] = [JobState.Running],
        ["success"] = [JobState.Succeeded],
        ["completed"] = [JobState.Succeeded, JobState.Skipped],
        ["failed_permanent"] = [JobState.Dead],
        ["canceled"] = [JobState.Cancelled],
    };

    /// <param name="list">Words with commas between them; all states when there are none.</param>
    /// <param name="unknown">The first word that means nothing.</param>
    public static IReadOnlyList<JobState>? Read(string? list, out string? unknown)
    {
        var words = (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        unknown = words.FirstOrDefault(word => !Words.ContainsKey(word));
        return unknown is null ? [.. words.SelectMany(word => Words[word]).Distinct()] : null;
    }

    public static string All { get; } = string.Join(", ", Words.Keys);
}
