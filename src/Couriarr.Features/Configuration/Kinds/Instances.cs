namespace Couriarr.Features.Configuration.Kinds;

public sealed record ArrOptions
{
    [Option("Its address.", Required = true, Sample = "http://<kind>.lan")]
    public Uri? Url { get; init; }

    [Option("Its API key, from Settings > General. Without one, only its webhooks are heard.")]
    public Secret? ApiKey { get; init; }

    [Option("The secret of its webhooks, when it shall have its own.")]
    public Secret? WebhookSecret { get; init; }
}
