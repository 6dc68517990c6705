using System.Text.Json;
using System.Text.RegularExpressions;
using Couriarr.CrashRig;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;
using Couriarr.Tests.Postgres;

namespace Couriarr.Tests.Documents;

/// <summary>What the documents show can be copied.</summary>
[Trait("family", "docs")]
public sealed partial class SampleTests
{
    private const string AnyKey = "0123456789abcdef0123456789abcdef";

    private static readonly string[] Languages = ["sh", "yaml", "json", "sql", "text"];

    // Values of which not everything will do.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["TELEGRAM_BOT_TOKEN"] = "123456:AAE-right_token",
        ["DISCORD_WEBHOOK_URL"] = "https://discord.com/api/webhooks/123456789012345678/abc-DEF",
        ["SLACK_WEBHOOK_URL"] = "https://hooks.slack.com/services/T000/B000/secret",
    };

    public static TheoryData<string> Yaml => [.. Block.All.Where(block => block.Language == "yaml").Select(block => block.Place)];

    [Fact]
    public void Every_block_says_what_it_is() =>
        Assert.All(Block.All, block => Assert.True(Languages.Contains(block.Language), block.Place));

    [Theory]
    [MemberData(nameof(Yaml))]
    public void A_sample_of_the_configuration_is_fine(string place)
    {
        var sample = Block.All.Single(block => block.Place == place).Text;
        using var room = new ConfigRoom().Yaml(Whole(sample));
        foreach (var name in Variable().Matches(sample).Select(match => match.Groups["name"].Value))
            room.With(name, Values.GetValueOrDefault(name, AnyKey));

        Assert.Equal((0, "config.yaml is fine.\n", ""), room.Run("config", "check"));
    }

    [Fact]
    public void Every_sample_of_JSON_is_some() =>
        Assert.All(Block.All.Where(block => block.Language == "json"), block => JsonDocument.Parse(block.Text).Dispose());

    [Fact]
    public async Task Every_question_to_the_database_has_an_answer()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "sqlite3 is not installed.");
        using var scratch = new Scratch();
        var options = new StorageOptions(Directory.CreateDirectory(scratch.Path("data")).FullName) { Tables = Tables.All };
        await using (await SharedPostgres.OpenAsync(options)) { }

        await Assert.AllAsync(
            Block.All.Where(block => block.Language == "sql"),
            async block => await SharedPostgres.TypeAsync(options.Folder, block.Text)
        );
        await SharedPostgres.ForgetAsync(options.Folder);
    }

    // A sample may take for granted what stands elsewhere in the same file: the player that a line set in is about, and other Radarrs and Sonarrs.
    private static string Whole(string sample) =>
        (sample.StartsWith(' ') ? $"players:\n  den:\n    kind: plex\n    url: http://10.0.0.50:32400\n    token: word\n{sample}" : sample)
        + (sample.Contains("instances:", StringComparison.Ordinal) ? "" : $"instances:\n{Instance("radarr-hd")}{Instance("sonarr-4k")}");

    private static string Instance(string name) =>
        $"  {name}: {{ kind: {name.Split('-')[0]}, url: \"http://{name}:80\", api_key: {AnyKey} }}\n";

    [GeneratedRegex(@"\$\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
