using System.Runtime.Versioning;
using Couriarr.Doors.Access;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Security;

/// <summary>There is no default password: what the owner did not set is made at the first start, and lies where only he can read it.</summary>
[Trait("family", "doors")]
public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-keys-").FullName;
    private readonly OwnersLog _log = new();

    private string File => KeyFile.PathIn(_folder);

    [Fact]
    public void S02_every_key_is_made_once_long_and_different()
    {
        var keys = Values(Open());

        Assert.Equal(4, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{64}$", key));
        Assert.Equal(keys, Values(Open()));
    }

    [Fact]
    public void S02_the_log_says_once_where_they_are_and_never_what()
    {
        var keys = Values(Open());
        Open();

        Assert.Single(_log.Lines, line => line.Contains(File, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain(_log.Lines, line => line.Contains(key, StringComparison.Ordinal)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void S02_only_its_owner_may_read_them()
    {
        Open();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));

        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Open();

        Assert.Contains(_log.Lines, line => line.Contains("chmod 600", StringComparison.Ordinal));
    }

    [Fact]
    public void S02_what_is_configured_wins_and_is_not_written_down()
    {
        var made = Open();
        var configured = Open(new AuthOptions { ApiKey = new Secret("my own key") });

        Assert.Equal("my own key", configured.Full!.Reveal());
        Assert.Equal(made.Webhooks, configured.Webhooks);
        Assert.DoesNotContain("my own key", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_deleted_is_a_new_key_and_the_others_stay()
    {
        var old = Open();
        System.IO.File.WriteAllLines(
            File,
            System.IO.File.ReadAllLines(File).Where(line => !line.StartsWith("WEBHOOK_SECRET", StringComparison.Ordinal))
        );
        var now = Open();

        Assert.NotEqual(old.Webhooks, now.Webhooks);
        Assert.Equal(old.Full, now.Full);
    }

    [Fact]
    public void Keys_that_cannot_be_kept_do_not_stop_the_start()
    {
        Directory.CreateDirectory(Path.Combine(File, "in the way"));

        var keys = Open(new AuthOptions { ApiKey = new Secret("my own key") });

        Assert.Equal("my own key", keys.Full!.Reveal());
        Assert.Contains(_log.Lines, line => line.Contains("cannot be kept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_are_masked_in_every_log()
    {
        await using var host = await Doors.DoorsHost.StartAsync();
        host.Get<ILogger<KeyFileTests>>().LogWarning("Somebody says {Key}", host.ApiKey);

        var line = Assert.Single(await host.LogAsync(), line => line.Message.StartsWith("Somebody says", StringComparison.Ordinal));
        Assert.Equal("Somebody says ***", line.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Keys Open(AuthOptions? auth = null) =>
        KeyFile.Open(new Settings(_folder, "127.0.0.1", 0, TimeZoneInfo.Utc) { Options = new() { Auth = auth ?? new() } }, _log);

    private static List<string> Values(Keys keys) => [.. keys.All.Select(key => key.Value!.Reveal())];
}
