using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Tests.Configuration;

namespace Couriarr.Tests.Discovery.Rules;

/// <summary>What an editor knows of rules by the schema.</summary>
[Trait("family", "find")]
public sealed class RuleSchemaTests
{
    private const string Head = "rules:\n  - name: r\n    then: add\n";
    private static readonly JsonShape Schema = Printed();

    [Fact]
    public void Every_rule_of_the_page_on_discovery_fits() => Assert.True(Fits(RulesPageTests.AllRules));

    [Theory]
    [InlineData("everything")]
    [InlineData("[{ country: GB }, { any: { rating: 7, id: [1, 2] } }]")]
    [InlineData("{ title: 24, imdb_id: { known: true }, language: { one_of: English } }")]
    [InlineData("{ premiered: '>= -6m', ended: { between: [2010-01-31, Today] }, updated: { '<': +3w } }")]
    [InlineData("{ rating: '${LEAST}', weight: '>= 95', runtime: { '>': 35, '<=': 75.5 } }")]
    [InlineData("{ not: { passes_filters: true } }")]
    public void What_may_be_written_fits(string condition) => Assert.True(Fits($"{Head}    when: {condition}\n"));

    [Theory]
    [InlineData("{ contry: GB }")]
    [InlineData("{ all: [{ any: [{ gnres: X }] }] }")]
    [InlineData("{ rating: good }")]
    [InlineData("{ rating: { '=>': 8 } }")]
    [InlineData("{ rating: { between: [1] } }")]
    [InlineData("{ rating: { one_of: 7 } }")]
    [InlineData("{ premiered: 01.01.2020 }")]
    [InlineData("{ premiered: '>= 2y' }")]
    [InlineData("{ title: { start: x } }")]
    [InlineData("{ title: [] }")]
    [InlineData("{ genres: { some: [Drama] } }")]
    [InlineData("{ rating: { known: maybe } }")]
    [InlineData("{ passes_filters: perhaps }")]
    [InlineData("{ any: [] }")]
    [InlineData("{}")]
    [InlineData("always")]
    public void What_is_refused_does_not_fit(string condition) => Assert.False(Fits($"{Head}    when: {condition}\n"));

    [Theory]
    [InlineData("rules: GB")]
    [InlineData("rules: [{ when: everything, then: add }]")]
    [InlineData("rules: [{ name: a, then: add }]")]
    [InlineData("rules: [{ name: a, when: everything }]")]
    [InlineData("rules: [{ name: a, when: everything, than: add }]")]
    [InlineData("rules: [{ name: a, when: everything, then: filtered }]")]
    public void A_rule_that_is_none_does_not_fit(string yaml) => Assert.False(Fits(yaml));

    private static bool Fits(string yaml)
    {
        var problems = new Problems();
        var read = YamlFile.Read(Encoding.UTF8.GetBytes(yaml), "rules", problems);
        Assert.Empty(problems.Errors);
        return Schema.Fits(Json(read!));
    }

    /// <summary>As an editor understands it.</summary>
    private static JsonNode? Json(Node node) =>
        node switch
        {
            Mapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
            Sequence list => new JsonArray([.. list.Items.Select(Json)]),
            Scalar { Text: null } => null,
            Scalar { Text: var text } when bool.TryParse(text, out var truth) => JsonValue.Create(truth),
            Scalar { Text: var text } when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            Scalar { Text: var text } => JsonValue.Create(text),
            _ => throw new InvalidOperationException(),
        };

    private static JsonShape Printed()
    {
        using var room = new ConfigRoom();
        return new JsonShape((JsonObject)JsonNode.Parse(room.Run("config", "schema").Output)!);
    }
}
