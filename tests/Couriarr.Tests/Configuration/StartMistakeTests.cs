using System.Net;
using System.Net.Sockets;

namespace Couriarr.Tests.Configuration;

/// <summary>What stops the service at its start is one clear line.</summary>
[Trait("family", "doors")]
public sealed class StartMistakeTests
{
    [Fact]
    public async Task H01_One_unknown_key_stops_the_service_too()
    {
        using var room = new ConfigRoom().Yaml("sync:\n  max_retrys: 3\n");
        var (code, _, error) = await Task.Run(() => room.Run("serve"), TestContext.Current.CancellationToken);
        Assert.Equal(78, code);
        Assert.Equal("config.yaml:2:3: there is no option sync.max_retrys. Did you mean max_retries?\n", error);
    }

    [Fact]
    public void H04_An_unknown_time_zone_is_one_clear_line()
    {
        using var room = new ConfigRoom().With("TZ", "Europe/Atlantis");
        var (code, _, error) = room.Run("serve");
        Assert.Equal(78, code);
        Assert.Equal(
            "TZ: time_zone must be a time zone that this machine knows, like Europe/Berlin (the zones come with the package tzdata), not 'Europe/Atlantis'.\n",
            error
        );
    }

    [Fact]
    public void H04_A_port_in_use_is_one_clear_line()
    {
        using var room = new ConfigRoom();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (code, _, error) = room.Run("serve", "--port", $"{port}", "--data", Path.Combine(room.Folder, "data"));
        Assert.Equal(
            (78, $"Port {port} of 0.0.0.0 is in use. Stop the other program, or choose another port: PORT=8476 ./run\n"),
            (code, error)
        );
    }

    [Fact]
    public void Misspelt_variables_are_warned_of()
    {
        using var room = new ConfigRoom()
            .With("TVMAZE_APIKEY", "x")
            .With("SONARR_SERVICE_HOST", "10.0.0.1")
            .With("SONARR_PORT", "tcp://10.0.0.1:8989");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(
            (0, "Warning: TVMAZE_APIKEY: this is no name of ours and does nothing. Did you mean TVMAZE_API_KEY?\n"),
            (code, error)
        );
    }
}
