using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;

namespace Couriarr.Features.Intake.Missed;

/// <summary>Hands in the renamings that a history tells of. What was heard of them already is known by the number of the file.</summary>
internal sealed class MissedRenames(IInbox inbox)
{
    /// <returns>How many had been missed.</returns>
    public async Task<int> HandInAsync(ArrApi api, string instance, DateTimeOffset since, CancellationToken ct)
    {
        var rows = new List<ArrRename>();
        await foreach (var row in api.RenamesSinceAsync(since, ct))
            rows.Add(row);
        var missed = 0;
        foreach (var renames in rows.Where(row => row.Work is not null).GroupBy(row => row.Work!.Id))
            missed += await HandInAsync(api, instance, [.. renames.OrderBy(row => row.Date).ThenBy(row => row.Id)], ct);
        return missed;
    }

    private async Task<int> HandInAsync(ArrApi api, string instance, IReadOnlyList<ArrRename> renames, CancellationToken ct)
    {
        var missed = 0;
        var sender = $"the history of {api.App}";
        await foreach (var file in api.FilesAsync(renames[0].Work!.Id, ct))
        foreach (var from in NamesBefore(file.Path, renames))
        {
            var body = HistoryWebhook.OfRename(api.App, renames[0].Work!, file, from);
            var arrival = new Arrival(body)
            {
                Address = instance,
                Sender = sender,
                FromHistory = true,
            };
            var receipt = await inbox.TakeAsync(arrival, ct);
            missed += receipt.Treatment is Treatment.Accepted ? 1 : 0;
        }
        return missed;
    }

    // Back from the name that the file has now; each leads to that one at once.
    private static List<string> NamesBefore(string path, IReadOnlyList<ArrRename> renames)
    {
        var names = new List<string>();
        foreach (var rename in renames.Reverse())
            if (rename.To == (names.Count == 0 ? path : names[^1]) && rename.From != path && !names.Contains(rename.From))
                names.Add(rename.From);
        return names;
    }
}
