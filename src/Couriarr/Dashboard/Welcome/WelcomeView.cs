using Couriarr.Dashboard.Instances;
using Couriarr.Doors;

namespace Couriarr.Dashboard.Welcome;

internal sealed record WelcomeView(Step Step, IReadOnlyList<Step> Steps, IReadOnlyList<MemberView> Members)
{
    /// <summary>The members, where they are apps.</summary>
    public IReadOnlyList<InstanceLine> Instances { get; init; } = [];

    /// <summary>What could be added.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Null behind the last.</summary>
    public Step? Next => Steps.SkipWhile(step => step.Key != Step.Key).Skip(1).FirstOrDefault();
}
