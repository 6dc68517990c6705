using Couriarr.Jobs.Store;

namespace Couriarr.Storage.Jobs;

/// <summary>What people look for, in the words of the tables and their indexes.</summary>
internal static class JobSearch
{
    public static (string Sql, object?[] Values) Conditions(JobQuery query, bool ended)
    {
        var states = query.States?.Where(s => s.IsEnded() == ended).ToList() ?? [];
        List<string> sql = [];
        List<object?> values = [];
        if (states.Count > 0)
            sql.Add($"state IN ({string.Join(", ", states.Select(s => $"'{s.Word()}'"))})");
        if (states.Count > 0 && Shortcut(states) is { } shortcut)
            sql.Add(shortcut);
        And("type =", query.Kind);
        And("lane =", query.Lane);
        And("id <", query.Before?.Value);
        And("id >", query.After?.Value);
        if (ended)
            And("completed_at >=", query.EndedSince?.ToMs());
        if (query.RootId is { } root)
        {
            values.Add(root.Value);
            sql.Add($"(root_id = @p{values.Count} OR id = @p{values.Count})");
        }
        if (query.Spellings is not [] and var spellings)
            sql.Add($"({string.Join(" OR ", spellings.Select(Holds))})");
        return (sql.Count == 0 ? "" : $"WHERE {string.Join(" AND ", sql)}", [.. values]);

        string Holds(string text)
        {
            values.Add($"%{Escaped(text)}%");
            var like = $@"LIKE @p{values.Count} ESCAPE '\'";
            return $"payload {like} OR note {like} OR type {like}";
        }

        void And(string condition, object? value)
        {
            if (value is null)
                return;
            values.Add(value);
            sql.Add($"{condition} @p{values.Count}");
        }
    }

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    // The same once more in the words of an index. Without it, looking for a few among a million reads the million; among those
    // that wait or succeeded a page is found soon anyway.
    private static string? Shortcut(List<JobState> states)
    {
        if (states.Contains(JobState.Waiting) || states.Contains(JobState.Succeeded))
            return null;
        return states[0].IsEnded()
            ? "state <> 'succeeded'"
            : $"id IN ({string.Join(" UNION ALL ", states.Select(FewOf).Distinct(StringComparer.Ordinal))})";
    }

    private static string FewOf(JobState state) =>
        state switch
        {
            JobState.Running => "SELECT id FROM job_queue WHERE state = 'running'",
            JobState.Blocked => """
                SELECT id FROM job_queue WHERE state = 'blocked' UNION ALL
                SELECT id FROM job_queue WHERE state = 'waiting' AND lane IN (SELECT substr(name, 6) FROM job_gates WHERE name LIKE 'lane:%')
                """,
            _ => "SELECT id FROM job_queue WHERE state IN ('scheduled', 'failed')",
        };
}
