using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;

namespace Couriarr.Features.Reconciliation.Truth;

/// <summary>An app that answers, and what it says it keeps.</summary>
internal sealed record Keeper(string Name, MediaType Type, ArrApi Api)
{
    public IAsyncEnumerable<ArrWork> WorksAsync(CancellationToken ct) => Api.WorksAsync(ct, strictly: true);

    public Work WorkOf(ArrWork work) => new(Name, Type, work.Id, work.Title, work.Folder) { Year = work.Year, Ids = work.Ids };

    /// <summary>Radarr tells a movie's file along with the movie, as a rule; the others are asked title by title.</summary>
    /// <exception cref="UnnamedFilesException">It has some, and none is named.</exception>
    public async Task<IReadOnlyList<ArrFile>> FilesAsync(Title title, CancellationToken ct)
    {
        if (Type is MediaType.Movie && (title.File is not null || !title.HasFile))
            return title.File is { } told ? [told] : [];
        var files = new List<ArrFile>();
        await foreach (var file in Api.FilesAsync(title.Work.Id, ct, strictly: true))
            files.Add(file);
        return files.Count > 0 || !title.HasFile
            ? files
            : throw new UnnamedFilesException(
                $"{Api.Who} says that there are files of {title.Name}, and names none. Let it scan that again."
            );
    }

    /// <summary>The same, asked anew; none of what it keeps no more.</summary>
    /// <exception cref="UnnamedFilesException">It has some, and none is named.</exception>
    public async Task<IReadOnlyList<ArrFile>> FilesAnewAsync(Work work, CancellationToken ct) =>
        await Api.FindWorkAsync(work.Id, ct) is { } now
            ? await FilesAsync(new Title(work, "") { File = now.File, HasFile = now.HasFile }, ct)
            : [];
}
