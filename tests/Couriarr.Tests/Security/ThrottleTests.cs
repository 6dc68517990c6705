using System.Net;
using Couriarr.Features.Accounts;
using Couriarr.Tests.Jobs;

namespace Couriarr.Tests.Security;

/// <summary>Whoever guesses passwords is slowed down, restarts or not.</summary>
[Trait("family", "doors")]
public sealed class ThrottleTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();
    private readonly FakeClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Five_wrong_tries_shut_the_door_for_a_minute_for_the_right_password_too()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(host, "wrong password"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(host, BrowserHost.Password));
        _clock.Jump(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(host, BrowserHost.Password));
        _clock.Jump(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.SeeOther, await TryAsync(host, BrowserHost.Password));
    }

    [Fact]
    public async Task The_wait_is_said_and_survives_a_restart()
    {
        await using (var host = await StartAsync())
            for (var i = 0; i < 5; i++)
                await TryAsync(host, "wrong password");

        await using var again = await StartAsync();
        using var browser = again.Visit();
        using var answer = await browser.SignInAsync("admin", BrowserHost.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Each_further_wrong_try_doubles_the_wait_up_to_a_quarter_of_an_hour()
    {
        await using var host = await StartAsync();
        var attempts = host.Get<AttemptTable>();
        for (var i = 0; i < 5; i++)
            Assert.Null(await attempts.TakeAsync("there", Ct));

        foreach (var minutes in new[] { 1, 2, 4, 8, 15, 15 })
        {
            Assert.Equal(TimeSpan.FromMinutes(minutes), await attempts.TakeAsync("there", Ct));
            _clock.Jump(TimeSpan.FromMinutes(minutes));
            Assert.Null(await attempts.TakeAsync("there", Ct));
        }
    }

    [Fact]
    public async Task Many_tries_at_once_do_not_get_past_it()
    {
        await using var host = await StartAsync();
        var attempts = host.Get<AttemptTable>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => attempts.TakeAsync("there", Ct)));
        Assert.Equal(5, answers.Count(wait => wait is null));
    }

    [Fact]
    public async Task Another_network_is_not_held_up_and_an_hour_of_peace_forgives()
    {
        await using var host = await StartAsync();
        var attempts = host.Get<AttemptTable>();
        for (var i = 0; i < 5; i++)
            await attempts.TakeAsync("there", Ct);
        Assert.Null(await attempts.TakeAsync("here", Ct));

        _clock.Jump(TimeSpan.FromHours(1));
        for (var i = 0; i < 5; i++)
            Assert.Null(await attempts.TakeAsync("there", Ct));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_locks_nobody_out()
    {
        await using var host = await StartAsync();
        var attempts = host.Get<AttemptTable>();
        for (var i = 0; i < 5; i++)
            await attempts.TakeAsync("there", Ct);
        _clock.Jump(TimeSpan.FromDays(-365));
        Assert.Null(await attempts.TakeAsync("there", Ct));
    }

    [Fact]
    public void An_unknown_name_takes_as_much_work_as_a_wrong_password()
    {
        Assert.Equal(PasswordHash.Of(BrowserHost.Password).Text.Split('$')[..2], PasswordHash.OfNobody.Text.Split('$')[..2]);
        Assert.Equal(["pbkdf2-sha512", "210000"], PasswordHash.OfNobody.Text.Split('$')[..2]);
    }

    private Task<BrowserHost> StartAsync() => BrowserHost.StartAsync(_scratch, _clock, adminPassword: BrowserHost.Password);

    private static async Task<HttpStatusCode> TryAsync(BrowserHost host, string password)
    {
        using var browser = host.Visit();
        using var answer = await browser.SignInAsync("admin", password);
        return answer.StatusCode;
    }
}
