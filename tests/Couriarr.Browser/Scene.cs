using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Couriarr.Doors.Access.Setup;
using Couriarr.Features.Accounts;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Doors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>The whole service in this process, for visitors: with the names of what there is to see in it.</summary>
internal sealed partial class Scene : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> _known = [];
    private readonly Stack<IAsyncDisposable> _neighbours = [];

    private readonly Lazy<Task<string?>> _session;

    private Scene(DoorsHost host) => (Host, _session) = (host, new(BeginSessionAsync));

    public DoorsHost Host { get; }
    public string Address => Host.Address;

    /// <summary>What somebody types who reads the program's output.</summary>
    public string Code => Host.Get<FirstVisit>().Code.Text;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Nobody was there before.</summary>
    public static Task<Scene> EmptyAsync(CouriarrOptions? options = null) => StartAsync(options ?? new CouriarrOptions());

    /// <summary>With an administrator.</summary>
    public static Task<Scene> SettledAsync(CouriarrOptions? options = null, TimeProvider? clock = null) =>
        StartAsync((options ?? new()) with { Auth = new AuthOptions { AdminPassword = new Secret(Password) } }, clock);

    /// <summary>Names something, for the paths of pages: what is told as failed stands in them as {failed}.</summary>
    public void Tell(string name, object value) => _known[name] = FormattableString.Invariant($"{value}");

    public string Filled(string path) => Hole().Replace(path, hole => _known[hole.Groups["name"].Value]);

    /// <summary>Whether it has what the page is about.</summary>
    public bool Knows(string path) => Hole().Matches(path).All(hole => _known.ContainsKey(hole.Groups["name"].Value));

    /// <summary>Looks until it is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException("It did not come to that.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
        }
    }

    /// <summary>Whether the queue or the history has such a one.</summary>
    public async Task<bool> HasJobAsync(string kind, Func<JsonElement, bool> isSuch) =>
        (await Host.GetAsync($"/jobs?type={kind}&limit=500")).GetProperty("jobs").EnumerateArray().Any(isSuch);

    /// <summary>Ends with the scene.</summary>
    public T With<T>(T neighbour)
        where T : IAsyncDisposable
    {
        _neighbours.Push(neighbour);
        return neighbour;
    }

    /// <summary>What a browser keeps of somebody who typed the password. All visitors are one person.</summary>
    public async Task<Cookie> SignInAsync() =>
        new()
        {
            Name = "couriarr-session",
            Value = (await _session.Value)!,
            Url = Address,
            HttpOnly = true,
            SameSite = SameSiteAttribute.Strict,
        };

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        while (_neighbours.TryPop(out var neighbour))
            await neighbour.DisposeAsync();
    }

    private async Task<string?> BeginSessionAsync()
    {
        var account = (await Host.Get<AccountTable>().FindAsync(CancellationToken.None))!;
        return await Host.Get<SessionTable>().BeginAsync(account, new Guest("127.0.0.1", "Chromium"), CancellationToken.None);
    }

    private static async Task<Scene> StartAsync(CouriarrOptions options, TimeProvider? clock = null) =>
        new(await DoorsHost.StartAsync(services => services.AddSingleton(clock ?? TimeProvider.System), options: options));

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();
}
