using System.Net;
using System.Runtime.Versioning;
using Couriarr.CrashRig;
using Couriarr.Doors.Access.Setup;
using Couriarr.Features.Accounts;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Security;

/// <summary>Who has the host needs no old password.</summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed class PasswordVerbTests : IDisposable
{
    private const string Old = "the password of before";
    private const string New = "the password of now on";
    private readonly CrashRig.Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task While_the_service_runs_it_takes_the_new_password_and_signs_everybody_out()
    {
        var plan = _scratch.Plan().With("ADMIN_PASSWORD", Old);
        await using var host = await HostProcess.StartAsync(plan, Ct);
        using var browser = Visit(plan);
        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(browser, "admin", Old));

        var (code, printed) = await SetAsync(plan, New);

        Assert.Equal((0, true), (code, printed.Contains("The new password is in force.", StringComparison.Ordinal)));
        using (var login = await browser.GetAsync("/login"))
            Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(browser, "admin", Old));
        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(browser, "admin", New));
        Assert.DoesNotContain("new-password", Directory.EnumerateFiles(plan.Folder).Select(Path.GetFileName));
        Assert.DoesNotContain(New, host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_stopped_the_next_start_knows_it()
    {
        var plan = _scratch.Plan();
        Assert.Equal(0, (await SetAsync(plan, New, "--name", "owner")).Code);

        await using var host = await HostProcess.StartAsync(plan, Ct);
        using var browser = Visit(plan);
        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(browser, "owner", New));
        using var setup = await browser.GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, setup.StatusCode);
    }

    [Fact]
    public async Task A_password_that_is_too_short_changes_nothing()
    {
        var (code, printed) = await SetAsync(_scratch.Plan(), "short");
        Assert.Equal((78, true), (code, printed.Contains("at least 12 characters", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_first_start_prints_where_to_go_and_the_code_for_it()
    {
        var plan = _scratch.Plan();
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.SaysAsync($"The code for http://127.0.0.1:{plan.Port}/setup is ");
        var code = host.Output.Split("/setup is ")[1].Split('\n')[0].Trim();
        using var browser = Visit(plan);
        using var answer = await browser.SubmitAsync("/setup", BrowserHost.SetupForm(code));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_note_that_others_could_have_written_is_torn_up()
    {
        Directory.CreateDirectory(_scratch.Path("data"));
        var (note, file) = (new PasswordNote(_scratch.Path("data")), Path.Combine(_scratch.Path("data"), "new-password"));
        var noted = new NotedPassword(PasswordHash.Of(New), Name: null);

        note.Leave(noted);
        Assert.Equal((noted, UnixFileMode.UserRead | UnixFileMode.UserWrite), (note.Read(), File.GetUnixFileMode(file)));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Assert.Null(note.Read());
        Assert.False(note.IsThere);

        note.Leave(noted with { Password = new PasswordHash("pbkdf2-sha512$1$AAAA$AAAA") });
        Assert.Null(note.Read());
        Assert.False(note.IsThere);
    }

    private static Browser Visit(HostPlan plan) => new(new Uri($"http://127.0.0.1:{plan.Port}"));

    private static async Task<HttpStatusCode> SignInAsync(Browser browser, string name, string password)
    {
        using var answer = await browser.SignInAsync(name, password);
        return answer.StatusCode;
    }

    /// <summary>As from a pipe.</summary>
    private static async Task<(int Code, string Printed)> SetAsync(HostPlan plan, string password, params string[] more)
    {
        string[] line = [.. plan.CommandLine.Select(word => word == "serve" ? "password" : word), .. more];
        using var verb = Storage.Shell.Start(line[0], line[1..]);
        var printed = Task.WhenAll(verb.StandardOutput.ReadToEndAsync(Ct), verb.StandardError.ReadToEndAsync(Ct));
        await verb.StandardInput.WriteLineAsync(password.AsMemory(), Ct);
        verb.StandardInput.Close();
        await verb.WaitForExitAsync(Ct);
        return (verb.ExitCode, string.Concat(await printed));
    }
}
