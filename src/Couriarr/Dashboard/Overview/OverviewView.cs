using Couriarr.Dashboard.Parts;
using Couriarr.Dashboard.Queue;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Places;
using Route = Couriarr.Features.Places.Route;

namespace Couriarr.Dashboard.Overview;

/// <summary>What is going on now, how everything around is, and whether anything needs a person.</summary>
internal sealed record OverviewView(IReadOnlyList<Worry> Worries, IReadOnlyList<JobLine> Moving, IReadOnlyList<JobLine> Latest)
{
    /// <summary>Nothing is moved, only said what would be.</summary>
    public required bool IsDry { get; init; }
    public required IReadOnlyList<Trend> Trends { get; init; }

    /// <summary>Null while they are still being counted.</summary>
    public required IReadOnlyList<ProofLine>? Proofs { get; init; }
    public required IReadOnlyList<RouteLine> Routes { get; init; }
    public required IReadOnlyList<MemberLine> Members { get; init; }

    public IEnumerable<MemberLine> Instances => Members.Where(member => member.Family == "instances");
    public IEnumerable<MemberLine> Receivers => Members.Where(member => member.Family != "instances");
}

/// <summary>Something that needs a person, with what mends it.</summary>
internal sealed record Worry(string Sentence)
{
    /// <summary>It can wait.</summary>
    public bool IsMild { get; init; }
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}

/// <param name="IsPage">It leads to a page; else it is done at once.</param>
internal sealed record Remedy(string To, string Label, bool IsPage = false)
{
    public IReadOnlyList<(string Name, string Value)> With { get; init; } = [];
}

/// <param name="Key">Of its heading.</param>
/// <param name="Today">Its number of today, and a word beside it.</param>
internal sealed record Trend(string Key, string Today, string Beside, IReadOnlyList<ChartBar> Bars)
{
    public bool IsBad { get; init; }
}

internal sealed record ProofLine(Proof Proof, IReadOnlyList<StripDay> Days)
{
    public bool IsWhole => Proof.Delivered.Waiting.Count == 0;
}

internal sealed record RouteLine(Route Route, FolderLine Source, FolderLine Destination);

/// <param name="Trouble">Null when it can be used.</param>
/// <param name="Room">Null until it was looked at.</param>
internal sealed record FolderLine(string Path, string? Trouble, DiskRoom? Room)
{
    /// <summary>From 0 to 100.</summary>
    public double Used => Room is { TotalBytes: > 0 } room ? 100.0 * (room.TotalBytes - room.FreeBytes) / room.TotalBytes : 0;
}

/// <param name="Family">instances, players or channels.</param>
internal sealed record MemberLine(string Family, string Name, string Kind, bool IsUsed, string? Trouble)
{
    /// <summary>Of an instance: when it told us something last, and how its history was read last.</summary>
    public DateTimeOffset? HeardAt { get; init; }
    public Watermark? History { get; init; }

    public string Look =>
        !IsUsed ? ""
        : Trouble is not null ? "bad"
        : History is { Succeeded: false } ? "warn"
        : "good";
}
