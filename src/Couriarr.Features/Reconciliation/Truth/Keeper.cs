using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;

namespace Couriarr.Features.Reconciliation.Truth;

/// <summary>An app that answers, and what it says it keeps.</summary>
internal sealed record Keeper(string Name, MediaType Type, ArrApi Api)
{
    public IAsyncEnumerable<ArrWork> WorksAsync(CancellationToken ct) => Api.WorksAsync(ct);

    public Work WorkOf(ArrWork work) => new(Name, Type, work.Id, work.Title, work.Folder) { Year = work.Year, Ids = work.Ids };

    /// <summary>Radarr tells a movie's file along with the movie, the others are asked title by title.</summary>
    public async Task<IReadOnlyList<ArrFile>> FilesAsync(Title title, CancellationToken ct)
    {
        if (Type is MediaType.Movie)
            return title.File is { } file ? [file] : [];
        var files = new List<ArrFile>();
        await foreach (var file in Api.FilesAsync(title.Work.Id, ct))
            files.Add(file);
        return files;
    }

    /// <summary>The same, asked anew; none of what it keeps no more.</summary>
    public async Task<IReadOnlyList<ArrFile>> FilesAnewAsync(Work work, CancellationToken ct) =>
        await Api.FindWorkAsync(work.Id, ct) is { } now ? await FilesAsync(new Title(work, "") { File = now.File }, ct) : [];
}
