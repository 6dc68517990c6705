using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Arr.Api;

/// <summary>
/// Everything that one instance is asked. Its answers are read tolerantly; why it cannot be asked is said in one sentence for its
/// owner: as <see cref="BlockedException"/> when it, its key or its address must be mended, as <see cref="PermanentException"/> when
/// it refuses just this.
/// </summary>
public sealed class ArrApi
{
    private const int MostAtOnce = 1000;
    private readonly ArrLink _link;
    private readonly ArrDialect _dialect;

    internal ArrApi(ArrLink link, ArrDialect dialect) => (_link, _dialect) = (link, dialect);

    public ArrApp App => _dialect.App;

    /// <summary>As the owner knows it: Radarr 'hd'.</summary>
    public string Who => _link.Who;
    public Uri Address => _link.Address;

    /// <summary>Whether its history is understood, so that what was missed can be found there.</summary>
    public bool HasHistory => _dialect.History is not null;

    internal ArrLink Link => _link;
    internal ArrDialect Dialect => _dialect;

    /// <summary>Who answers there. That it is another app than it is taken for is a failure.</summary>
    public async Task<ArrStatus> StatusAsync(CancellationToken ct)
    {
        if (await _link.FindAsync("system/status", ct) is not { } json)
            throw Objections.NoApi(_link);
        var status = ArrStatus.Of(json);
        return status switch
        {
            null => throw Objections.NoApi(_link),
            _ when ArrApps.OfKind(status.AppName) != App => throw Objections.Other(_link, status.AppName, status.Version, App),
            _ => status,
        };
    }

    /// <summary>All imports since then, that moment included, oldest first.</summary>
    public IAsyncEnumerable<ArrImport> ImportsSinceAsync(DateTimeOffset since, CancellationToken ct) =>
        _link.ListAsync($"history/since?date={Text(since)}&eventType=downloadFolderImported&{_dialect.History}", ImportOf, ct);

    /// <summary>All files that went since then, oldest first.</summary>
    public IAsyncEnumerable<ArrDeletion> DeletionsSinceAsync(DateTimeOffset since, CancellationToken ct) =>
        _link.ListAsync($"history/since?date={Text(since)}&eventType={_dialect.Deleted}", DeletionOf, ct);

    /// <summary>All files that were given other names since then, oldest first.</summary>
    public IAsyncEnumerable<ArrRename> RenamesSinceAsync(DateTimeOffset since, CancellationToken ct) =>
        _link.ListAsync($"history/since?date={Text(since)}&eventType={_dialect.Renamed}&{_dialect.History}", RenameOf, ct);

    /// <summary>The newest imports, newest first.</summary>
    public async Task<IReadOnlyList<ArrImport>> NewestImportsAsync(int count, CancellationToken ct)
    {
        const int Imported = 3;
        var size = Math.Min(count, MostAtOnce).ToString(CultureInfo.InvariantCulture);
        var json = await _link.FindAsync(
            $"history?page=1&pageSize={size}&sortKey=date&sortDirection=descending&eventType={Imported}&{_dialect.History}",
            ct
        );
        return json is { } page ? [.. page.Items("records").Select(ImportOf).OfType<ArrImport>()] : [];
    }

    /// <param name="strictly">All of them or none: it is concluded from what is not among them.</param>
    public IAsyncEnumerable<ArrWork> WorksAsync(CancellationToken ct, bool strictly = false) =>
        _link.ListAsync(_dialect.Work, ArrWork.Of, ct, strictly);

    public async Task<ArrWork?> FindWorkAsync(long id, CancellationToken ct) =>
        await _link.FindAsync($"{_dialect.Work}/{Text(id)}", ct) is { } json ? ArrWork.Of(json) : null;

    /// <param name="strictly">All of them or none: it is concluded from what is not among them.</param>
    public IAsyncEnumerable<ArrFile> FilesAsync(long work, CancellationToken ct, bool strictly = false) =>
        _link.ListAsync($"{_dialect.File}?{_dialect.WorkId}={Text(work)}", ArrFile.Of, ct, strictly);

    /// <summary>Of a series; the other apps have none.</summary>
    public IAsyncEnumerable<ArrEpisode> EpisodesAsync(long series, CancellationToken ct) =>
        _link.ListAsync($"episode?seriesId={Text(series)}", ArrEpisode.Of, ct);

    public IAsyncEnumerable<ArrRootFolder> RootFoldersAsync(CancellationToken ct) => _link.ListAsync("rootfolder", ArrRootFolder.Of, ct);

    public IAsyncEnumerable<ArrName> QualityProfilesAsync(CancellationToken ct) => _link.ListAsync("qualityprofile", ArrName.Of, ct);

    public IAsyncEnumerable<ArrName> TagsAsync(CancellationToken ct) => _link.ListAsync("tag", ArrName.Of, ct);

    private ArrImport? ImportOf(JsonElement json) => ArrImport.Of(json, _dialect);

    private ArrRename? RenameOf(JsonElement json) => ArrRename.Of(json, _dialect);

    private ArrDeletion? DeletionOf(JsonElement json) => ArrDeletion.Of(json, _dialect);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
