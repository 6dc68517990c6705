using System.Text;

namespace Couriarr.CrashRig.Nodes;

/// <summary>Gives each webhook to one node after another, until one takes it. It does not know which of them are well.</summary>
internal sealed class Balancer(IReadOnlyList<Node> nodes) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient _http = new()
    {
        Timeout = TimeSpan.FromSeconds(5),
        DefaultRequestHeaders = { { "X-Api-Key", HostPlan.ApiKey } },
    };
    private int _turn;
    private int _refused;

    /// <summary>How often a node did not take one: an answer other than 2xx, or none.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Returns when a node has answered that it is safe.</summary>
    public async Task DeliverAsync(string body, CancellationToken ct)
    {
        while (!await TryAsync(nodes[(int)((uint)Interlocked.Increment(ref _turn) % nodes.Count)], body, ct))
        {
            Interlocked.Increment(ref _refused);
            await Task.Delay(Pause, ct);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> TryAsync(Node node, string body, CancellationToken ct)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync($"http://127.0.0.1:{node.Port}/webhooks/radarr", content, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
