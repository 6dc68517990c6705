namespace Couriarr.Features.Configuration.Options;

public sealed record HeartbeatOptions
{
    [Option("The address that is called while the database answers, like the push URL of Uptime Kuma. Without one, nobody is.")]
    public Secret? Url { get; init; }
}
