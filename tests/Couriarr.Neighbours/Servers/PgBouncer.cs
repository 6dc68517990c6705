using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Couriarr.Neighbours.Servers;

/// <summary>A pooler before a PostgreSQL server, from the system's package. It ends with whoever started it.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    public const string Reason = "It needs pgbouncer (Debian: apt install pgbouncer) and setpriv.";
    private const string Program = "/usr/sbin/pgbouncer";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-bouncer-").FullName;
    private Process? _process;

    public static bool IsPossible => File.Exists(Program) && File.Exists("/usr/bin/setpriv");

    public int Port { get; private init; }

    /// <param name="settings">Like "pool_mode = session".</param>
    public static async Task<PgBouncer> StartAsync(PostgresServer server, params string[] settings)
    {
        var bouncer = new PgBouncer { Port = FreePort() };
        try
        {
            await bouncer.RunAsync(server, settings);
            return bouncer;
        }
        catch
        {
            await bouncer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(PostgresServer server, string[] settings)
    {
        var users = Path.Combine(_folder, "users");
        await File.WriteAllTextAsync(users, $"\"{PostgresServer.Owner}\" \"{PostgresServer.Password}\"\n");
        var config = Path.Combine(_folder, "pgbouncer.ini");
        string[] lines =
        [
            "[databases]",
            $"* = host={server.Folder}",
            "[pgbouncer]",
            "listen_addr = 127.0.0.1",
            $"listen_port = {Port}",
            "unix_socket_dir =",
            "auth_type = trust",
            $"auth_file = {users}",
            .. settings,
        ];
        await File.WriteAllLinesAsync(config, lines);
        foreach (var path in (string[])[_folder, users, config])
            File.SetUnixFileMode(path, Readable | (path == _folder ? Enterable : UnixFileMode.None));
        // It refuses to run as root.
        string[] user = Environment.IsPrivilegedProcess ? ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
        _process = Process.Start(new ProcessStartInfo("setpriv", [.. user, "--pdeathsig=KILL", Program, "-q", config]))!;
        var began = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > Limit)
                throw new InvalidOperationException("pgbouncer does not start.");
    }

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Enterable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private async Task<bool> AnswersAsync()
    {
        using var caller = new TcpClient();
        try
        {
            await caller.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
