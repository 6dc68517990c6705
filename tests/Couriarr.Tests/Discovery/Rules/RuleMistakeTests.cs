using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Discovery.Rules;

[Trait("family", "find")]
public sealed class RuleMistakeTests
{
    private const string Head = "rules:\n  - name: r\n    then: add\n";

    [Theory]
    [InlineData("{ contry: GB }", "4:13: rules[0].when: there is no field 'contry'. Did you mean country?")]
    [InlineData("{ colour: red }", "4:13: rules[0].when: there is no field 'colour'. There are: id, title, tvdb_id, type,")]
    [InlineData("{ all: [{ any: [{ gnres: X }] }] }", "4:29: rules[0].when.all[0].any[0]: there is no field 'gnres'. Did you mean genres?")]
    [InlineData("{ nott: { id: 1 } }", "4:13: rules[0].when: there is no field 'nott'. Did you mean not?")]
    [InlineData("{ rating: good }", "4:21: rules[0].when.rating must be a number like 7.5, not 'good'.")]
    [InlineData("{ rating: \"> good\" }", "4:21: rules[0].when.rating must be a number like 7.5, not 'good'.")]
    [InlineData("{ rating: { \">=\": 8,5 } }", "4:31: rules[0].when.rating cannot be compared by '5'.")]
    [InlineData("{ rating: { \"=>\": 8 } }", "4:23: rules[0].when.rating cannot be compared by '=>'.")]
    [InlineData("{ rating: { between: [1] } }", "4:32: rules[0].when.rating.between must be two values, like [1, 2].")]
    [InlineData("{ rating: { between: 1-2 } }", "4:32: rules[0].when.rating.between must be two values")]
    [InlineData("{ rating: { between: [9, 1] } }", "4:32: rules[0].when.rating.between: nothing is between 9 and 1.")]
    [InlineData("{ rating: { one_of: 7 } }", "4:31: rules[0].when.rating.one_of must be a list, like [1, 2].")]
    [InlineData(
        "{ rating: { } }",
        "4:21: rules[0].when.rating says nothing to compare with. There are: <, <=, >, >=, =, between, one_of, known."
    )]
    [InlineData("{ rating: }", "4:21: rules[0].when.rating must be a number like 7.5.")]
    [InlineData("{ rating: NaN }", "4:21: rules[0].when.rating must be a number like 7.5, not 'NaN'.")]
    [InlineData(
        "{ premiered: 01.01.2020 }",
        "4:24: rules[0].when.premiered must be a date like 2010-01-31, today, or a distance from today like -2y"
    )]
    [InlineData("{ premiered: \">= 2y\" }", "4:24: rules[0].when.premiered must be a date like 2010-01-31")]
    [InlineData("{ premiered: -2h }", "4:24: rules[0].when.premiered must be a date like 2010-01-31")]
    [InlineData("{ premiered: -5000y }", "4:24: rules[0].when.premiered must be a date like 2010-01-31")]
    [InlineData("{ premiered: { between: [-1y, -2y] } }", "4:35: rules[0].when.premiered.between: nothing is between -1y and -2y.")]
    [InlineData(
        "{ title: { is: x } }",
        "4:22: rules[0].when.title cannot be compared by 'is'. There are: equals, one_of, contains, starts, known."
    )]
    [InlineData("{ title: { start: x } }", "4:22: rules[0].when.title cannot be compared by 'start'. Did you mean starts?")]
    [InlineData("{ title: [] }", "4:20: rules[0].when.title is an empty list, which no show could answer.")]
    [InlineData("{ title: [[a]] }", "4:21: rules[0].when.title must be text, or a list of texts like [one, two].")]
    [InlineData("{ title: \" \" }", "4:20: rules[0].when.title must be text, or a list of texts")]
    [InlineData(
        "{ title: null }",
        "4:20: rules[0].when.title must be text, or a list of texts like [one, two]. For what is not known write 'known: false'."
    )]
    [InlineData("{ country: England }", "4:22: rules[0].when.country must hold countries as two letters, like US or GB, not 'England'.")]
    [InlineData(
        "{ genres: { some: [Drama] } }",
        "4:23: rules[0].when.genres cannot be compared by 'some'. There are: any, all, none, known."
    )]
    [InlineData("{ rating: { known: maybe } }", "4:30: rules[0].when.rating.known must be true or false.")]
    [InlineData("{ rating: { \">\": 7, known: false } }", "4:38: rules[0].when.rating: what is not known cannot be compared as well.")]
    [InlineData("{ passes_filters: perhaps }", "4:29: rules[0].when.passes_filters must be true or false.")]
    [InlineData("{ any: [] }", "4:18: rules[0].when.any must be a list of conditions: each begins with '- '.")]
    [InlineData("{ all: GB }", "4:18: rules[0].when.all must be a list of conditions")]
    [InlineData("{ not: GB }", "4:18: rules[0].when.not must hold conditions, like 'country: GB'.")]
    [InlineData("{ any: [GB] }", "4:19: rules[0].when.any[0] must hold conditions, like 'country: GB'.")]
    [InlineData("{}", "4:11: rules[0].when must hold conditions, like 'country: GB'. For every show write 'when: everything'.")]
    [InlineData("always", "4:11: rules[0].when must hold conditions")]
    [InlineData("", "2:5: rules[0] needs 'when', like 'when: { country: GB }'.")]
    public void A_condition_is_refused(string condition, string complaint) => AssertRefused($"{Head}    when: {condition}\n", complaint);

    [Theory]
    [InlineData("rules: GB", "1:8: rules must be a list: each rule begins with '- name: '.")]
    [InlineData("rules:\n  - GB", "2:5: rules[0] must hold a rule: name, when and then.")]
    [InlineData("rules:\n  - { when: everything, then: add }", "2:5: rules[0] needs a name, by which it is called")]
    [InlineData("rules:\n  - { name: a, when: everything }", "2:5: rules[0] needs 'then': add, review or skip.")]
    [InlineData("rules:\n  - { name: a, when: everything, then: ad }", "2:40: rules[0].then must be one of add, review, skip, not 'ad'.")]
    [InlineData("rules:\n  - { name: a, when: everything, then: filtered }", "2:40: rules[0].then must be one of add, review, skip")]
    [InlineData("rules:\n  - { name: a, when: everything, than: add }", "2:34: there is no option rules[0].than. Did you mean then?")]
    [InlineData(
        "rules:\n  - { name: \"a\\nb\", when: everything, then: add }",
        "2:13: rules[0].name must be one line of at most 100 characters."
    )]
    [InlineData(
        "rules:\n  - { name: a, when: { id: 1 }, then: add }\n  - { name: A, when: { id: 2 }, then: add }",
        "3:13: rules[1].name: another rule is called 'A' too."
    )]
    [InlineData("rules:\n  - { name: a, when: everything, then: add, tags: uk }", "2:51: rules[0].tags must be a list")]
    [InlineData("rules:\n  - { name: a, when: everything, then: add, search: maybe }", "2:53: rules[0].search must be true or false")]
    [InlineData(
        "rules:\n  - { name: a, when: everything, then: add, monitor: firstseason }",
        "2:54: rules[0].monitor must be one of all, future, missing, existing, recent, pilot, firstSeason"
    )]
    [InlineData(
        "rules:\n  - { name: a, when: everything, then: add, instance: sonar-4k }",
        "2:55: rules[0].instance: there is no instance 'sonar-4k'. Did you mean sonarr-4k? Without 'instance', the section sonarr counts."
    )]
    [InlineData(
        "rules:\n  - { name: a, when: everything, then: add, instance: radarr }",
        "2:55: rules[0].instance: 'radarr' is a radarr, and shows go to a Sonarr."
    )]
    [InlineData("rule: []", "1:1: 'rule' is neither rules nor filters.")]
    [InlineData("filters: 7", "1:10: filters must hold options with a name")]
    [InlineData("filters:\n  min_runtme: 7", "2:3: there is no option filters.min_runtme. Did you mean min_runtime?")]
    [InlineData("filters:\n  countries: { unknown: ask }", "2:25: filters.countries.unknown must be one of pass, drop, not 'ask'.")]
    [InlineData("filters:\n  countries: { include: [England] }", "2:25: filters.countries.include must hold countries as two letters")]
    [InlineData("rules:\n  - name: \"a", "2:11: this is not YAML")]
    public void A_rule_is_refused(string yaml, string complaint) => AssertRefused(yaml, complaint);

    [Fact]
    public void Every_mistake_is_said_at_once()
    {
        var (rules, problems) = Tried.Read(
            "rules:\n  - { name: a, when: { contry: GB, rating: x }, then: ad }\n  - { when: { any: [typ: X] } }\n"
        );
        Assert.Null(rules);
        Assert.Equal(
            ["2:24", "2:44", "2:55", "3:21", "3:5", "3:5"],
            problems.Errors.Select(problem => $"{problem.At.Line}:{problem.At.Column}").Order(StringComparer.Ordinal)
        );
    }

    public static CouriarrOptions House { get; } =
        new()
        {
            Instances = new[] { ("sonarr-4k", "sonarr"), ("radarr", "radarr") }.ToDictionary(i => i.Item1, i => Instance(i.Item1, i.Item2)),
        };

    private static Member<InstanceTerms> Instance(string name, string kind) => new(name, kind, new InstanceTerms(), new ArrOptions());

    private static void AssertRefused(string yaml, string complaint)
    {
        var (rules, problems) = Tried.Read(yaml, House);
        Assert.Null(rules);
        Assert.Contains(problems.Errors, problem => problem.ToString().StartsWith($"rules:{complaint}", StringComparison.Ordinal));
    }
}
