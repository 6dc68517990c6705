using System.Text.Json;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Arr.Api;

/// <summary>One row of the history that says that a file went. A file of two episodes has two.</summary>
/// <param name="Path">Where it was.</param>
/// <param name="IsUpgrade">It went for a better one.</param>
public sealed record ArrDeletion(DateTimeOffset Date, long WorkId, string Path, bool IsUpgrade)
{
    public long? EpisodeId { get; init; }

    internal static ArrDeletion? Of(JsonElement json, ArrDialect dialect) =>
        json.Time("date") is { } date && json.Number(dialect.WorkId) is { } work && json.Text("sourceTitle") is { } path
            ? new(
                date,
                work,
                path,
                json.Child("data")?.Text("reason") is { } reason && reason.Equals("upgrade", StringComparison.OrdinalIgnoreCase)
            )
            {
                EpisodeId = json.Number("episodeId") is > 0 and var episode ? episode : null,
            }
            : null;
}

/// <summary>One row of the history that says that a file got another name. A file of two episodes has two.</summary>
public sealed record ArrRename(long Id, DateTimeOffset Date, string From, string To)
{
    /// <summary>Null when the app has it no more.</summary>
    public ArrWork? Work { get; init; }

    internal static ArrRename? Of(JsonElement json, ArrDialect dialect) =>
        json.Number("id") is { } id
        && json.Time("date") is { } date
        && json.Child("data") is { } facts
        && facts.Text("sourcePath") is { } from
        && facts.Text("path") is { } to
            ? new(id, date, from, to) { Work = json.Child(dialect.Work) is { } work ? ArrWork.Of(work) : null }
            : null;
}
