using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;

namespace Couriarr.Features.Intake;

/// <summary>Whether something that happened, happened in this instance, by what the instance says itself.</summary>
internal sealed class Claim(ArrApi api, MediaEvent happened)
{
    private static readonly char[] Separators = ['/', '\\'];

    // Its clock may be another than ours.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public async Task<bool> IsOwnAsync(CancellationToken ct)
    {
        var told = happened.Work;
        // Of what it took out it knows nothing any more.
        if (happened is MediaDeleted || told.Id <= 0)
            return await HasRootOfAsync(told.Folder, ct);
        return await api.FindWorkAsync(told.Id, ct) is { } work && work.Folder.TrimEnd(Separators) == told.Folder;
    }

    public async Task<bool> HasImportedAsync(DateTimeOffset heard, CancellationToken ct)
    {
        if (happened is not MediaImported imported || !api.HasHistory)
            return false;
        await foreach (var row in api.ImportsSinceAsync(heard - Slack, ct))
            if (imported.Files.Any(file => IsSame(row, file, imported.Download)))
                return true;
        return false;
    }

    private async Task<bool> HasRootOfAsync(string folder, CancellationToken ct)
    {
        await foreach (var root in api.RootFoldersAsync(ct))
            if (
                root.Path.TrimEnd(Separators) is var path
                && folder.StartsWith(path, StringComparison.Ordinal)
                && IsEnd(folder, path.Length)
            )
                return true;
        return false;
    }

    private static bool IsEnd(string path, int at) => at == path.Length || Separators.Contains(path[at]);

    private static bool IsSame(ArrImport row, ImportedFile file, string? download) =>
        row.Path == file.Path
        && Fit(row.FileId, file.FileId)
        && Fit(row.Size, file.Size)
        && (row.Download ?? download) == (download ?? row.Download);

    private static bool Fit(long? one, long? other) => one is null || other is null || one == other;
}
