using System.Text;
using System.Text.Json;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;

namespace Couriarr.Tests.Configuration;

[Trait("family", "doors")]
public sealed class SecretTests
{
    private const string Canary = "CANARY-4711";

    [Fact]
    public void A_secret_shows_itself_to_nobody()
    {
        var secret = new Secret(Canary);
        Assert.Equal("***", secret.ToString());
        Assert.Equal("\"***\"", JsonSerializer.Serialize(secret));
        Assert.DoesNotContain(Canary, new TelegramOptions { BotToken = secret }.ToString(), StringComparison.Ordinal);
        Assert.Equal(Canary, secret.Reveal());
    }

    [Theory]
    [InlineData("CANARY-4711\n")]
    [InlineData("CANARY-4711\r\n")]
    [InlineData("\uFEFFCANARY-4711")]
    [InlineData("CANARY-4711")]
    public void H02_A_secret_file_is_trimmed(string content)
    {
        using var room = new ConfigRoom()
            .File("key", content)
            .With("SONARR_API_KEY_FILE", "key")
            .Yaml("sonarr:\n  api_key: ${SONARR_API_KEY}\n");
        Assert.Equal(Canary, room.Load().Options.Sonarr.ApiKey?.Reveal());
        Assert.Equal(("***", "SONARR_API_KEY"), room.Shown("sonarr.api_key"));
    }

    [Fact]
    public void H02_Only_one_line_end_is_trimmed()
    {
        using var room = new ConfigRoom().File("key", " two \n\n").With("SONARR_API_KEY_FILE", "key");
        Assert.Equal(" two \n", room.Load().Options.Sonarr.ApiKey?.Reveal());
    }

    [Fact]
    public void H02_A_variable_of_a_file_can_be_quoted_itself()
    {
        using var room = new ConfigRoom().File("key", Canary).With("MY_KEY_FILE", "key").Yaml("sonarr:\n  api_key: ${MY_KEY_FILE}\n");
        Assert.Equal(Canary, room.Load().Options.Sonarr.ApiKey?.Reveal());
    }

    [Fact]
    public void H02_A_secret_that_is_nowhere_is_named_with_its_place()
    {
        using var room = new ConfigRoom().Yaml("sonarr:\n  api_key: ${SONARR_API_KEY}\n");
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains(
            "config.yaml:2:12: ${SONARR_API_KEY} is set nowhere. Set the variable SONARR_API_KEY, or SONARR_API_KEY_FILE",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void H02_An_empty_variable_unsets_what_may_be_unset()
    {
        using var room = new ConfigRoom().With("TVMAZE_API_KEY", "").Yaml("tvmaze:\n  api_key: \"${TVMAZE_API_KEY}\"\n");
        Assert.Equal(0, room.Run("config", "check").Code);
        Assert.Null(room.Load().Options.Tvmaze.ApiKey);
    }

    [Theory]
    [InlineData("WEBHOOK_SECRET_FILE", "gone", null, "WEBHOOK_SECRET_FILE: names the file gone, which does not exist.")]
    [InlineData("WEBHOOK_SECRET_FILE", "empty", "", "WEBHOOK_SECRET_FILE: names the file")]
    [InlineData("WEBHOOK_SECRET_FILE", "key", "CANARY-4711", "WEBHOOK_SECRET: WEBHOOK_SECRET_FILE is set as well. Keep one of them")]
    public void H02_A_secret_file_that_does_not_work_is_named(string variable, string file, string? content, string sentence)
    {
        using var room = new ConfigRoom().With(variable, file);
        if (content is not null)
            room.File(file, content);
        if (file == "key")
            room.With("WEBHOOK_SECRET", Canary);
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, error, StringComparison.Ordinal);
    }

    [Fact]
    public void H02_A_secret_file_of_other_bytes_is_named()
    {
        using var room = new ConfigRoom().With("WEBHOOK_SECRET_FILE", "key");
        File.WriteAllBytes(Path.Combine(room.Folder, "key"), [.. Encoding.ASCII.GetBytes(Canary), 0xff]);
        var error = room.Run("config", "check").Error;
        Assert.Contains("WEBHOOK_SECRET_FILE: names the file key, which cannot be read as UTF-8 text.", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, error, StringComparison.Ordinal);
    }

    [Fact]
    public void H02_A_missing_part_of_a_member_is_named_by_its_documented_variable()
    {
        using var room = new ConfigRoom().With("TELEGRAM_BOT_TOKEN", Canary);
        var (code, _, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains("TELEGRAM_BOT_TOKEN: channels.telegram.chat_id is missing.", error, StringComparison.Ordinal);
        Assert.Contains("TELEGRAM_CHAT_ID", error, StringComparison.Ordinal);
    }

    /// <summary>Everything that takes a secret, and everything that might be given one by mistake.</summary>
    [Fact]
    public void No_verb_shows_a_secret()
    {
        using var room = new ConfigRoom()
            .With("TELEGRAM_BOT_TOKEN", Canary)
            .With("TELEGRAM_CHAT_ID", "-100")
            .With("DISCORD_WEBHOOK_URL", $"https://discord.com/api/webhooks/1/{Canary}")
            .With("WEBHOOK_SECRET", Canary)
            .With("HOOK", Canary)
            .Yaml(
                $$"""
                auth: { api_key: {{Canary}}, metrics_token: "${HOOK}" }
                sonarr: { url: "http://sonarr:8989", api_key: {{Canary}} }
                channels:
                  own: { kind: webhook, url: "http://x/{{Canary}}", headers: { X-Key: {{Canary}} } }
                  relay: { kind: apprise, url: "http://x", urls: ["tgram://{{Canary}}/1"] }
                """
            );
        foreach (var args in new[] { "config check", "config show", "config show --json", "config import config.yaml" })
        {
            var (code, output, error) = room.Run(args.Split(' '));
            Assert.True(code == 0, error);
            if (!args.EndsWith("yaml", StringComparison.Ordinal))
                Assert.DoesNotContain(Canary, output + error, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Canary, room.Load().Options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_complaint_shows_a_secret()
    {
        using var room = new ConfigRoom()
            .With("HOOK", Canary)
            .Yaml(
                $$"""
                auth: { api_key: [{{Canary}}], webhook_secret: { a: {{Canary}} }, api_kee: {{Canary}} }
                server: { port: "${HOOK}", bind: {{Canary}} }
                sonarr: { url: "http://me:{{Canary}}@sonarr" }
                tvmaze: { base_url: "http://x/?key={{Canary}}" }
                tmdb: { base_url: {{Canary}} }
                channels:
                  own: { kind: webhook, url: { x: {{Canary}} }, headers: {{Canary}} }
                  relay: { kind: apprise, urls: {{Canary}} }
                """
            );
        var (code, output, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.Contains("12 mistakes to mend.", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth:\n  api_key: \"CANARY-4711\n")]
    [InlineData("auth:\n  api_key: CANARY-4711: CANARY-4711\n")]
    [InlineData("auth:\n  api_key: @CANARY-4711\n")]
    [InlineData("auth:\n  api_key: %CANARY-4711\n")]
    [InlineData("auth:\n  api_key: \"\\CANARY-4711\"\n")]
    [InlineData("auth: {api_key: CANARY-4711\n")]
    [InlineData("auth:\n  api_key: !<CANARY-4711> a\n")]
    [InlineData("auth:\n  api_key: *CANARY-4711\n")]
    [InlineData("auth:\n  - api_key\n CANARY-4711\n")]
    public void No_complaint_about_broken_YAML_shows_a_secret(string yaml)
    {
        using var room = new ConfigRoom().Yaml(yaml);
        var (code, output, error) = room.Run("config", "check");
        Assert.Equal(78, code);
        Assert.DoesNotContain(Canary, output + error, StringComparison.Ordinal);
    }
}
