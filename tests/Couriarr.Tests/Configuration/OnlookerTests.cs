namespace Couriarr.Tests.Configuration;

[Trait("family", "doors")]
public sealed class OnlookerTests
{
    private const string Clear = "auth: { api_key: CANARY-in-clear-1, metrics_token: CANARY-in-clear-2 }\n";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void Secrets_that_everybody_may_read_are_named_and_not_shown()
    {
        using var room = new ConfigRoom().Yaml(Clear);
        var (code, output, error) = Check(room, Mine | UnixFileMode.OtherRead);
        Assert.Equal(0, code);
        Assert.Contains(
            "config.yaml: everybody on this machine may read it, and it holds auth.api_key and 1 more.",
            output + error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("CANARY", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Clear, Mine)]
    [InlineData("auth: { api_key: '${KEY_OF_MINE}' }\n", Mine | UnixFileMode.OtherRead)]
    [InlineData("server: { port: 8475 }\n", Mine | UnixFileMode.OtherRead)]
    public void Nothing_is_said_where_nobody_can_read_a_secret(string yaml, UnixFileMode mode)
    {
        using var room = new ConfigRoom().With("KEY_OF_MINE", "CANARY-elsewhere-3").Yaml(yaml);
        var (_, output, error) = Check(room, mode);
        Assert.DoesNotContain("everybody", output + error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Check(ConfigRoom room, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        File.SetUnixFileMode(Path.Combine(room.Folder, "config.yaml"), mode);
        return room.Run("config", "check");
    }
}
