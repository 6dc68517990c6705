using System.Net.Http.Json;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Tests.Players;

/// <summary>What can happen in it.</summary>
internal sealed partial class PlayersHost
{
    /// <summary>Radarr tells that it imported a movie.</summary>
    public Task ImportMovieAsync(string title, int id = 1, string? content = null, string? name = null)
    {
        var path = $"/movies/{title}/{name ?? title}.mkv";
        return TellAsync(
            "radarr",
            new
            {
                eventType = "Download",
                movie = new
                {
                    id,
                    title,
                    folderPath = $"/movies/{title}",
                },
                movieFile = Put(path, content),
            }
        );
    }

    /// <summary>Radarr deletes the file and tells of it.</summary>
    public Task DeleteMovieFileAsync(string title, int id = 1)
    {
        var path = $"/movies/{title}/{title}.mkv";
        File.Delete(Path.Join(_root, "source", path));
        return TellAsync(
            "radarr",
            new
            {
                eventType = "MovieFileDelete",
                movie = new
                {
                    id,
                    title,
                    folderPath = $"/movies/{title}",
                },
                movieFile = new
                {
                    id = 1,
                    relativePath = $"{title}.mkv",
                    path,
                },
                deleteReason = "manual",
            }
        );
    }

    /// <summary>Sonarr tells of each episode of a season by itself.</summary>
    public async Task ImportSeasonAsync(string title, int episodes)
    {
        foreach (var number in Enumerable.Range(1, episodes))
            await ImportEpisodeAsync(title, number);
    }

    public Task ImportEpisodeAsync(string title, int number) =>
        TellAsync(
            "sonarr",
            new
            {
                eventType = "Download",
                series = new
                {
                    id = 7,
                    title,
                    path = $"/tv/{title}",
                },
                episodes = new[]
                {
                    new
                    {
                        id = number,
                        seasonNumber = 1,
                        episodeNumber = number,
                        title = $"Part {number}",
                    },
                },
                episodeFile = Put($"/tv/{title}/Season 01/{title} S01E{number:00}.mkv", content: null),
            }
        );

    /// <summary>Radarr gives the file another name and tells of it.</summary>
    public Task RenameMovieFileAsync(string title, string name, int id = 1)
    {
        var (before, after) = ($"/movies/{title}/{title}.mkv", $"/movies/{title}/{name}.mkv");
        File.Move(Path.Join(_root, "source", before), Path.Join(_root, "source", after));
        return TellAsync(
            "radarr",
            new
            {
                eventType = "Rename",
                movie = new
                {
                    id,
                    title,
                    folderPath = $"/movies/{title}",
                },
                renamedMovieFiles = new[]
                {
                    new
                    {
                        id = 1,
                        relativePath = $"{name}.mkv",
                        path = after,
                        previousRelativePath = $"{title}.mkv",
                        previousPath = before,
                    },
                },
            }
        );
    }

    /// <summary>Sonarr took a whole season in and tells of it at once.</summary>
    public Task ImportPackAsync(string title, int episodes)
    {
        var numbers = Enumerable.Range(1, episodes).ToList();
        return TellAsync(
            "sonarr",
            new
            {
                eventType = "Download",
                series = new
                {
                    id = 7,
                    title,
                    path = $"/tv/{title}",
                },
                episodes = numbers.Select(number => new
                {
                    id = number,
                    seasonNumber = 1,
                    episodeNumber = number,
                    title = $"Part {number}",
                }),
                episodeFiles = numbers.Select(number => Put($"/tv/{title}/Season 01/{title} S01E{number:00}.mkv", content: null)),
            }
        );
    }

    /// <summary>Files are at the destination, and everybody is told.</summary>
    public Task DeliverAsync(Work work, params (string Within, bool Replaced)[] files)
    {
        foreach (var (within, _) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(within))!);
            File.WriteAllText(At(within), within);
        }
        return RaiseAsync(new MediaDelivered(work, [.. files.Select(f => new DeliveredFile(At(f.Within), 1, 1, null, f.Replaced))]));
    }

    public Task DeliverAsync(string title, int id = 1, bool replaced = false) =>
        DeliverAsync(Movie(title, id), ($"movies/{title}/{title}.mkv", replaced));

    public Task WithdrawAsync(Work work, string within)
    {
        File.Delete(At(within));
        return RaiseAsync(new MediaWithdrawn(work, [At(within)]));
    }

    public static Work Movie(string title, int id = 1) => new("radarr", MediaType.Movie, id, title, $"/movies/{title}");

    public static Work Show(string title) => new("sonarr", MediaType.Tv, 7, title, $"/tv/{title}");

    private async Task RaiseAsync<TEvent>(TEvent happened)
        where TEvent : class
    {
        var jobs = await Doors.Get<Reactions>().ToAsync(happened, Ct);
        await Doors.Get<JobQueue>().EnqueueAllAsync(jobs, ct: Ct);
    }

    private object Put(string path, string? content)
    {
        var file = Path.Join(_root, "source", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content ?? $"content of {path}");
        return new
        {
            id = ++_files,
            relativePath = string.Join('/', path.Split('/').Skip(3)),
            path,
            size = new FileInfo(file).Length,
            quality = "WEBDL-1080p",
        };
    }

    private async Task TellAsync(string app, object payload)
    {
        using var answer = await Doors.Client.PostAsJsonAsync($"/webhooks/{app}", payload, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
