using Couriarr.Dashboard.Instances;
using Couriarr.Dashboard.Queue;
using Couriarr.Doors;
using Couriarr.Jobs.Store;

namespace Couriarr.Dashboard.Welcome;

internal sealed record WelcomeView(Step Step, IReadOnlyList<Step> Steps, IReadOnlyList<MemberView> Members)
{
    /// <summary>The members, where they are apps.</summary>
    public IReadOnlyList<InstanceLine> Instances { get; init; } = [];

    /// <summary>What could be added.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>What the doctor found on the way of one of them, when he was asked.</summary>
    public DiagnosisView? Way { get; init; }

    /// <summary>Why he could not look.</summary>
    public string? Trouble { get; init; }

    /// <summary>What is being carried and was carried last.</summary>
    public IReadOnlyList<JobLine> Arrivals { get; init; } = [];

    /// <summary>The newest that is there: the proof that it works.</summary>
    public JobLine? Arrived => Arrivals.FirstOrDefault(line => line.Job.State is JobState.Succeeded);

    /// <summary>Null behind the last.</summary>
    public Step? Next => Steps.SkipWhile(step => step.Key != Step.Key).Skip(1).FirstOrDefault();
}
