using System.Net.Http.Json;
using Couriarr.Doors;
using Couriarr.Doors.Access;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Makes a copy of the database: by itself when nobody has the folder, else by asking the service that has.</summary>
internal static class BackUpVerb
{
    public static async Task<int> RunAsync(Settings settings, CancellationToken ct)
    {
        var backup = await MakeAsync(settings, ct);
        Console.WriteLine($"The copy is {Path.Combine(settings.Folder, "backups", backup.Name)} ({backup.Bytes} bytes).");
        return 0;
    }

    private static async Task<Backup> MakeAsync(Settings settings, CancellationToken ct)
    {
        using var logs = LoggerFactory.Create(_ => { });
        try
        {
            await using var store = await LocalStore.OpenAsync(settings.Storage, TimeProvider.System, logs, ct);
            return await store.Backups.MakeAsync(ct);
        }
        catch (StartupException e) when (e.IsAlreadyRunning)
        {
            return await AskAsync(settings, ct);
        }
    }

    private static async Task<Backup> AskAsync(Settings settings, CancellationToken ct)
    {
        // The key goes to the service beside us and through nobody's hands.
        using var direct = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(direct) { BaseAddress = new Uri(settings.Url), Timeout = TimeSpan.FromMinutes(30) };
        http.DefaultRequestHeaders.Add("X-Api-Key", KeyFile.Look(settings).Full?.Reveal());
        try
        {
            using var answer = await http.PostAsync("/backups", content: null, ct);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadFromJsonAsync<Backup>(Answers.Json, ct))!
                : throw Failed((await answer.Content.ReadFromJsonAsync<Mistake>(Answers.Json, ct))!.Error);
        }
        catch (HttpRequestException e)
        {
            throw Failed(
                $"A service has the data folder {settings.Folder} but does not answer at {settings.Url}: {e.Message} Name its port: --port N"
            );
        }
    }

    private static StartupException Failed(string why) => new(why, StartupException.Failure);
}
