using Couriarr.Features.Configuration;

namespace Couriarr.Features.Discovery.Rules.Written;

internal enum RuleThen
{
    Add,
    Review,
    Skip,
}

/// <summary>A rule as its owner writes it.</summary>
internal sealed record RuleTerms
{
    [Option("What it is called where it is told why a show is wanted.")]
    public string? Name { get; init; }

    [Option("Which shows it is for.")]
    public Node? When { get; init; }

    [Option("What becomes of them.")]
    public RuleThen? Then { get; init; }

    [Option("The instance they are added to.")]
    public string? Instance { get; init; }

    [Option("The root folder there.")]
    public string? RootFolder { get; init; }

    [Option("The quality profile there.")]
    public string? QualityProfile { get; init; }

    [Option("Tags, besides those that every show gets.")]
    public IReadOnlyList<string> Tags { get; init; } = [];

    [Option("Which episodes are monitored, in Sonarr's words.")]
    public string? Monitor { get; init; }

    [Option("Search for episodes as soon as they are added.")]
    public bool? Search { get; init; }

    public Routing Routing => new(Instance, RootFolder, QualityProfile, Monitor, Search) { Tags = Tags };
}
