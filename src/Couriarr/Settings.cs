using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Couriarr.Storage;

namespace Couriarr;

/// <summary>What the environment and the command line say. Read once, at the start.</summary>
/// <param name="Folder">Where everything lies that must survive.</param>
internal sealed record Settings(string Folder, string Bind, int Port, TimeZoneInfo Zone)
{
    public bool SetDamagedAside { get; init; }

    public StorageOptions Storage => new(Folder) { SetDamagedAside = SetDamagedAside };

    private const int OurPort = 8475;

    // The first that is set counts; the others are the names of the older services.
    private static readonly string[] PortNames = ["PORT", "SERVER_PORT", "SYNC_WEBHOOK_PORT"];

    public static Settings Read(string? folder, string? bind, int? port) =>
        new(
            Path.GetFullPath(folder ?? Variable("COURIARR_DATA") ?? "data"),
            Address(bind ?? Variable("COURIARR_BIND") ?? "127.0.0.1"),
            PortFrom(port) ?? PortFromEnvironment() ?? OurPort,
            ZoneFromEnvironment()
        );

    public string Url =>
        $"http://{(Bind is "0.0.0.0" or "[::]" or "*" ? "127.0.0.1" : Bind)}:{Port.ToString(CultureInfo.InvariantCulture)}";

    // Kestrel takes a name it does not know for "everywhere", and there is no login yet.
    private static string Address(string bind)
    {
        if (bind is "localhost" or "*")
            return bind;
        if (!IPAddress.TryParse(bind, out var address))
            throw Wrong($"The address to listen on is '{bind}', which is none. Give one like 127.0.0.1 or ::1, or 0.0.0.0 for everywhere.");
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{address}]" : bind;
    }

    private static int? PortFrom(int? option) =>
        option is null or (> 0 and < 65536) ? option : throw Wrong($"--port is {option}, which is no port. Give a number from 1 to 65535.");

    private static int? PortFromEnvironment()
    {
        if (PortNames.FirstOrDefault(name => Variable(name) is not null) is not { } name)
            return null;
        return int.TryParse(Variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw Wrong(
                $"{name} is '{Variable(name)}', which is no port. Give a number from 1 to 65535, or leave it away for {OurPort}."
            );
    }

    private static TimeZoneInfo ZoneFromEnvironment()
    {
        if (Variable("TZ") is not { } name)
            return TimeZoneInfo.Local;
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name.TrimStart(':'));
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw Wrong(
                $"TZ is '{name}', which is no time zone here. Use a name like Europe/Berlin; the zones come with the package tzdata."
            );
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static StartupException Wrong(string sentence) => new(sentence, StartupException.Configuration);
}
