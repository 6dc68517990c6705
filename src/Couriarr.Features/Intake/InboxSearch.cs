namespace Couriarr.Features.Intake;

/// <summary>What people look for in the inbox, in the words of its table.</summary>
internal static class InboxSearch
{
    public static (string Sql, object?[] Values) Conditions(InboxQuery query)
    {
        List<string> sql = [];
        List<object?> values = [];
        And("instance = {0}", query.Instance);
        And("event_type = {0}", query.Type);
        And("outcome = {0}", query.Outcome);
        And("id < {0}", query.Before);
        And(@"(title LIKE {0} ESCAPE '\' OR event_type LIKE {0} ESCAPE '\')", query.Text is { } text ? $"%{Escaped(text)}%" : null);
        if (query.Warned is { } warned)
            sql.Add(warned ? "warning IS NOT NULL" : "warning IS NULL");
        return (sql.Count == 0 ? "" : $"WHERE {string.Join(" AND ", sql)}", [.. values]);

        void And(string condition, object? value)
        {
            if (value is null)
                return;
            values.Add(value);
            sql.Add(condition.Replace("{0}", $"@p{values.Count}", StringComparison.Ordinal));
        }
    }

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
