using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.CrashRig;
using Couriarr.Doors;
using Couriarr.Doors.Access.Setup;
using Couriarr.Features.Accounts;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Saving;
using Couriarr.Verbs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Dashboard;

/// <summary>The whole service as the verb serve runs it, with a configuration file of its own: it begins anew when it is asked to.</summary>
internal sealed class SavingHost : IAsyncDisposable
{
    private const string Key = "the-key-of-this-test-and-of-no-other";
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile WebApplication? _app;

    private SavingHost(string folder, string? yaml, Dictionary<string, string> more)
    {
        Folder = folder;
        if (yaml is not null)
            File.WriteAllText(Path.Combine(folder, "config.yaml"), yaml);
        Directory.CreateDirectory(Data);
        var port = new HostPlan(folder).Port;
        var variables = new Dictionary<string, string>(more)
        {
            ["COURIARR_DATA"] = Data,
            ["COURIARR_BIND"] = "127.0.0.1",
            ["COURIARR_API_KEY"] = Key,
            ["PORT"] = $"{port}",
        };
        Surroundings = new Surroundings(variables, folder);
        Address = new Uri($"http://127.0.0.1:{port}");
        Client.BaseAddress = Address;
        Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        _running = Task.Run(() =>
            Serve.RunAsync(Read, new Additions { Output = () => Stream.Null, Doors = app => _app = (WebApplication)app }, _stop.Token)
        );
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Surroundings Surroundings { get; }
    public string Folder { get; }
    public string Data => Path.Combine(Folder, "data");
    public string Saved => Path.Combine(Data, "settings.yaml");
    public Uri Address { get; }
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>How often it has begun.</summary>
    public int Turns => Volatile.Read(ref _turns);
    private int _turns;

    public T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <param name="variables">Besides those that every test needs.</param>
    public static async Task<SavingHost> StartAsync(string? yaml = null, params (string Name, string Value)[] variables)
    {
        var folder = Directory.CreateTempSubdirectory("couriarr-saving-").FullName;
        var host = new SavingHost(folder, yaml, variables.ToDictionary(v => v.Name, v => v.Value));
        await host.UntilUpAsync(turn: 1);
        return host;
    }

    public Task<Reader> VisitAsync() => Reader.OfAsync(Address, Get<FirstVisit>());

    /// <summary>Waits until it has begun for the so-manieth time and answers.</summary>
    public async Task UntilUpAsync(int turn)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (_running.IsCompleted)
                await _running;
            if (Turns >= turn && await SinceAsync(limit.Token) is { } since && since == Get<Uptime>().Since)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    /// <summary>Waits until the trail has it; it is written just after the beginning.</summary>
    public async Task<AuditEntry> AuditedAsync(string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var trail = await Get<AuditTrail>().ListAsync(before: null, limit: 50, limit.Token);
            if (trail.Find(entry => entry.Deed.What == what) is { } found)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path, Ct);

    public Task<HttpResponseMessage> PostAsync(string path) => Client.PostAsync(path, content: null, Ct);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Client.Dispose();
        _stop.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Settings Read()
    {
        var reading = new ConfigReading(Surroundings, file: null, new Mapping([], Origin.Default));
        var config = reading.Now();
        Assert.Empty(config.Problems.Errors);
        Interlocked.Increment(ref _turns);
        return Settings.Of(config) with { Reading = reading };
    }

    private async Task<DateTimeOffset?> SinceAsync(CancellationToken ct)
    {
        try
        {
            var health = await Client.GetFromJsonAsync<JsonElement>("/health", ct);
            return health.GetProperty("uptime_since").GetDateTimeOffset();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
