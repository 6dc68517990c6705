using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>What is asked of the service.</summary>
internal sealed partial class ParityStage
{
    /// <summary>Compares, and waits until nothing is left to do about it.</summary>
    public async Task<JsonElement> CompareAsync(string query = "?report_only=true")
    {
        var run = await EndOfAsync(await BeginAsync($"/reconcile{query}"));
        await IdleAsync();
        return run;
    }

    public async Task<long> BeginAsync(string path)
    {
        var (status, body) = await PostAsync(path);
        Assert.Equal(202, status);
        return body.GetProperty("job_id").GetInt64();
    }

    public async Task<JsonElement> EndOfAsync(long job)
    {
        JsonElement? found = null;
        await UntilAsync(async () =>
        {
            var runs = (await Host.GetAsync("/reconcile/reports")).EnumerateArray();
            var ended = runs.Where(run =>
                run.GetProperty("job_id").GetInt64() == job && run.GetProperty("ended_at").ValueKind is not JsonValueKind.Null
            );
            foreach (var run in ended)
                found = run;
            return found is not null;
        });
        return found!.Value;
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object? body = null)
    {
        using var answer = await Host.Client.PostAsync(path, body is null ? null : JsonContent.Create(body), Ct);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }

    /// <summary>The files that differ, like "missing movies Dune (2021)/Dune.mkv".</summary>
    public async Task<IEnumerable<string>> FilesAsync(JsonElement run) =>
        (await Host.GetAsync($"/reconcile/reports/{run.GetProperty("id").GetInt64()}/files?limit=1000"))
            .GetProperty("files")
            .EnumerateArray()
            .Select(file => $"{file.GetProperty("standing")} {file.GetProperty("library")} {file.GetProperty("path")}")
            .Order(StringComparer.Ordinal)
            .ToList();

    public static JsonElement Library(JsonElement run, string name = "movies") =>
        run.GetProperty("libraries").EnumerateArray().Single(library => library.GetProperty("library").GetString() == name);

    public static string? WhyOf(JsonElement run, string library = "movies") => Library(run, library).GetProperty("why").GetString();

    /// <summary>Like "in_sync 1, missing 2".</summary>
    public static string CountsOf(JsonElement run, string library = "movies") =>
        string.Join(", ", Library(run, library).GetProperty("files").EnumerateObject().Select(one => $"{one.Name} {one.Value}"));

    /// <summary>Waits until no job is left to run.</summary>
    public Task IdleAsync() =>
        UntilAsync(async () => (await Host.Get<IJobReader>().CensusAsync(Ct)).All(count => count.Kind is "catch-up-all" or "catch-up"));

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public Task<List<string>> AskAsync(string sql) => Host.Get<Database>().AskAsync(sql);
}
