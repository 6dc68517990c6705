using Couriarr.Doors;

namespace Couriarr.Dashboard.Instances;

/// <summary>What an app told when it was tried: its folders, and how far the way of its newest import leads.</summary>
internal sealed record AppFinding(InstanceChoices Choices, DiagnosisView Way);
