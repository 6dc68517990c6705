namespace Couriarr.Features.Configuration.Options;

public sealed record ReconcileOptions
{
    [Option("Carry what the nightly comparison finds missing at the destination. Without it the night only reports.")]
    public bool Queue { get; init; } = true;

    [Option("How many missing files one comparison has carried at most; what is beyond waits for the next one.", Min = 1, Max = 1_000_000)]
    public int MaxAdds { get; init; } = 5000;

    [Option("How many files one approved plan may replace; one that would replace more is refused as a whole.", Min = 0, Max = 1_000_000)]
    public int MaxReplaces { get; init; } = 500;

    [Option("How often a missing file is carried anew by comparisons while its original stays the same.", Min = 1, Max = 1000)]
    public int MaxTries { get; init; } = 3;

    [Option("How many days reports and plans are kept.", Min = 15, Max = 3650)]
    public int KeepDays { get; init; } = 90;
}
