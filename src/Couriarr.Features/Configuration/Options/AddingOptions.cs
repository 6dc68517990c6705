namespace Couriarr.Features.Configuration.Options;

public sealed record AddingOptions
{
    [Option(
        "How many are added by themselves in one run, to each Sonarr or Radarr. What is more waits for your review.",
        Min = 0,
        Max = 1000
    )]
    public int MaxPerRun { get; init; } = 20;

    [Option("How many are added by themselves within 24 hours, all together. What is more waits for your review.", Min = 0, Max = 10000)]
    public int MaxPerDay { get; init; } = 50;

    [Option("How many GB must stay free in the root folder and at the destination. What would not fit waits for your review.", Min = 0)]
    public int ReserveGb { get; init; } = 50;

    [Option("Create tags that Sonarr or Radarr does not have yet.")]
    public bool CreateTags { get; init; } = true;
}
