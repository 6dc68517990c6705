using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>Another machine, on loopback: a real server in a folder of its own, with its own keys and port.</summary>
internal abstract class FarMachine : IAsyncDisposable
{
    private Process? _server;

    protected FarMachine() => Directory.CreateDirectory(Folder);

    protected string Root { get; } = Directory.CreateTempSubdirectory("couriarr-far-").FullName;
    protected int Port { get; private set; }

    /// <summary>Where its files lie.</summary>
    public string Folder => Path.Combine(Root, "far");

    /// <summary>The same as a destination.</summary>
    public abstract string Address { get; }
    public abstract RemoteOptions Access { get; }

    /// <summary>The same in a configuration, as lines of sync.remote.</summary>
    public abstract string AccessInYaml { get; }
    protected abstract ProcessStartInfo Command { get; }

    public static FarMachine Of(string kind) => kind == "ssh" ? new SshMachine() : new DaemonMachine();

    public static async Task<FarMachine> StartedAsync(string kind)
    {
        var machine = Of(kind);
        await machine.StartAsync();
        return machine;
    }

    /// <summary>Once more on the same port, if nobody took that meanwhile.</summary>
    public async Task StartAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            Port = Port > 0 && attempt == 0 ? Port : FreePort();
            Prepare();
            _server = Process.Start(Command)!;
            var (said, told) = (HearAsync(_server.StandardError), HearAsync(_server.StandardOutput));
            if (await await Task.WhenAny(said, told) || await said || await told)
                return;
            Assert.True(attempt < 5, $"{Command.FileName} does not start.");
        }
    }

    public async Task StopAsync()
    {
        if (_server is not { } server)
            return;
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
        _server = null;
    }

    /// <summary>Libraries whose movies arrive there.</summary>
    public Libraries Libraries() => new(Folder);

    /// <summary>The rsync of ours that copies there now.</summary>
    public int? Copying =>
        Features
            .Places.Family.With("COURIARR_TRANSFER")
            .Select(one => one.Id)
            .Where(id => CommandOf(id) is var command && command.StartsWith("/usr/bin/rsync", StringComparison.Ordinal))
            .Where(id => CommandOf(id) is var command && command.Contains("--partial-dir", StringComparison.Ordinal) && IsForHere(command))
            .Cast<int?>()
            .FirstOrDefault();

    public static string CommandOf(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Root, recursive: true);
    }

    protected abstract void Prepare();

    protected static ProcessStartInfo Quiet(string program, params string[] arguments) =>
        new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };

    private bool IsForHere(string command) => command.Contains(Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task<bool> HearAsync(StreamReader said)
    {
        while (await said.ReadLineAsync() is { } line)
            if (line.Contains("listening on", StringComparison.OrdinalIgnoreCase))
            {
                _ = said.ReadToEndAsync();
                return true;
            }
        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
