using System.Text.Json;

namespace Couriarr.Verbs;

/// <summary>Asks the service that runs beside it whether it lives: one line, and 0 or 1. For containers, which have no curl.</summary>
internal static class HealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Settings settings, CancellationToken ct)
    {
        var (lives, line) = await AskAsync($"{settings.Address}/health", ct);
        Console.WriteLine(line);
        return lives ? 0 : 1;
    }

    private static async Task<(bool Lives, string Line)> AskAsync(string address, CancellationToken ct)
    {
        // A proxy is for the world outside.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(address), ct);
            return answer.IsSuccessStatusCode
                ? (true, $"Couriarr lives: {Word(await answer.Content.ReadAsStringAsync(ct))}.")
                : (false, $"{address} answers {(int)answer.StatusCode}.");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return (false, $"{address} does not answer within {Patience.TotalSeconds:0} s.");
        }
        catch (HttpRequestException e)
        {
            return (false, $"{address} cannot be reached: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (false, $"{address} is answered by something else than Couriarr.");
        }
    }

    private static string? Word(string body)
    {
        using var health = JsonDocument.Parse(body);
        return health.RootElement.GetProperty("status").GetString();
    }
}
