using System.Diagnostics;

namespace Couriarr.Neighbours.Servers;

/// <summary>A PostgreSQL server of our own in a temporary folder, reached by a socket there alone. It is gone with the tests.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Reason = "It needs PostgreSQL (Debian: apt install postgresql), and setpriv when run as root.";
    public const string Password = "the-password-of-the-tests";
    public const string Owner = "couriarr";
    private readonly string _root = Directory.CreateTempSubdirectory("couriarr-pg-").FullName;
    private string[] _settings = [];

    public static bool IsPossible => Programs is not null && (!Environment.IsPrivilegedProcess || File.Exists("/usr/bin/setpriv"));

    /// <summary>Where its socket is.</summary>
    public string Folder => _root;

    public string Data => Path.Combine(_root, "data");

    private static string? Programs { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => folder, StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder, "bin"))
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            : null;

    /// <param name="settings">Like "fsync=off".</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer { _settings = settings };
        await server.MakeAsync();
        await server.StartAsync();
        return server;
    }

    /// <summary>As storage.database wants it.</summary>
    public string AddressOf(string database) => $"postgres://{Owner}:{Password}@/{database}?host={_root}";

    /// <summary>A way to it by TCP that can be disturbed.</summary>
    public Relay Relay() => Servers.Relay.ToSocket(Path.Combine(_root, ".s.PGSQL.5432"));

    /// <returns>What psql says, one row a line.</returns>
    public Task<string> AskAsync(string database, string sql) =>
        RunAsync("psql", "-h", _root, "-U", Owner, "-d", database, "-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", sql);

    public Task StartAsync()
    {
        string[] all = [.. _settings, "max_connections=300", "shared_buffers=32MB", "jit=off", "listen_addresses=", "max_wal_size=256MB"];
        var options = string.Join(' ', all.Select(setting => $"-c {setting}").Prepend($"-k {_root}"));
        return RunAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_root, "log"), "-o", options, "-w", "-t", "60", "start");
    }

    /// <param name="how">immediate is what a crash is like.</param>
    public Task StopAsync(string how = "immediate") => RunAsync("pg_ctl", "-D", Data, "-m", how, "-w", "-t", "60", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>The process ends: nobody is left to wait for all those files to be gone.</summary>
    public void Abandon()
    {
        if (!Directory.Exists(_root))
            return;
        using var stop = Process.Start(Command("pg_ctl", "-D", Data, "-m", "immediate", "-W", "stop"))!;
        stop.WaitForExit(TimeSpan.FromSeconds(5));
        Process.Start("rm", ["-rf", _root]).Dispose();
    }

    private async Task MakeAsync()
    {
        var password = Path.Combine(_root, "password");
        await File.WriteAllTextAsync(password, Password);
        if (Environment.IsPrivilegedProcess)
            using (var chown = Process.Start("chown", ["-R", "nobody", _root]))
                await chown.WaitForExitAsync();
        await RunAsync(
            "initdb",
            "-D",
            Data,
            "-U",
            Owner,
            "-A",
            "scram-sha-256",
            "--pwfile",
            password,
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N"
        );
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Command(program, arguments))!;
        // The server that pg_ctl leaves behind keeps what it was given; its words go to a file.
        var (said, complaint) = program is "pg_ctl" ? ("", "") : await HearAsync(process);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        return process.ExitCode == 0
            ? said.Trim()
            : throw new InvalidOperationException($"{program} {process.ExitCode}: {said}{complaint}");
    }

    // It refuses to run as root.
    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        string[] nobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups", path, .. arguments];
        var start = Environment.IsPrivilegedProcess ? new ProcessStartInfo("setpriv", nobody) : new ProcessStartInfo(path, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, _root);
        start.Environment["PGPASSWORD"] = Password;
        return start;
    }

    private static async Task<(string, string)> HearAsync(Process process)
    {
        var (said, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        return (await said, await complaint);
    }
}
