using System.Globalization;
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
            bind ?? Variable("COURIARR_BIND") ?? "127.0.0.1",
            port ?? PortFromEnvironment() ?? OurPort,
            ZoneFromEnvironment()
        );

    public string Address =>
        $"http://{(Bind is "0.0.0.0" or "[::]" or "*" ? "127.0.0.1" : Bind)}:{Port.ToString(CultureInfo.InvariantCulture)}";

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

    /// <summary>Empty is as good as absent.</summary>
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static StartupException Wrong(string sentence) => new(sentence, StartupException.Configuration);
}
