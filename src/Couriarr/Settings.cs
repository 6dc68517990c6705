using System.Globalization;
using Couriarr.Features.Configuration.Options;

namespace Couriarr;

/// <summary>What the program itself needs of its configuration, ready for use.</summary>
/// <param name="Folder">Where everything lies that must survive.</param>
internal sealed record Settings(string Folder, string Bind, int Port, TimeZoneInfo Zone)
{
    public CouriarrOptions Options { get; init; } = new();

    public bool SetDamagedAside { get; init; }

    public Storage.StorageOptions Storage => new(Folder) { SetDamagedAside = SetDamagedAside };

    public string Address =>
        $"http://{(Bind is "0.0.0.0" or "[::]" or "*" ? "127.0.0.1" : Bind)}:{Port.ToString(CultureInfo.InvariantCulture)}";

    public static Settings Of(CouriarrOptions options) =>
        new(
<<<<<<< HEAD
            Path.GetFullPath(options.Storage.Path),
            Bracketed(options.Server.Bind),
            options.Server.Port,
            options.TimeZone ?? TimeZoneInfo.Local
        )
        {
            Options = options,
        };
=======
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
>>>>>>> main

    private static string Bracketed(string bind) =>
        bind.Contains(':', StringComparison.Ordinal) && !bind.StartsWith('[') ? $"[{bind}]" : bind;
}
