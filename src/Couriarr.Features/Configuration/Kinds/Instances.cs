using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Kinds;

/// <summary>Radarr's, Sonarr's and their relatives'.</summary>
public sealed record ArrOptions : IChecksItself
{
    [Option("Its address.", Required = true, Sample = "http://<kind>.lan")]
    public Uri? Url { get; init; }

    [Option("Its API key, from Settings > General. Without one, only its webhooks are heard.")]
    public Secret? ApiKey { get; init; }

    [Option("The secret of its webhooks, when it shall have its own.")]
    public Secret? WebhookSecret { get; init; }

    public IEnumerable<Finding> Check(string name) =>
        ApiKey is not null
            ? []
            :
            [
                new(
                    "url",
                    $"has no api_key: its webhooks are heard, but it cannot be asked for what was missed. Set {Shape.VariableOf(name)}_API_KEY or the option.",
                    IsWarning: true
                ),
            ];
}
