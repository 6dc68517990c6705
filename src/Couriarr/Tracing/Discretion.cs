using System.Diagnostics;
using Couriarr.Features.Secrets;
using OpenTelemetry;

namespace Couriarr.Tracing;

/// <summary>Takes secrets out of a span before it leaves: keys stand in addresses, and addresses in spans.</summary>
internal sealed class Discretion(Redactor redactor) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToList())
            if (value is string text)
                data.SetTag(name, redactor.Redact(text));
        data.DisplayName = redactor.Redact(data.DisplayName);
        if (data.StatusDescription is { } said)
            data.SetStatus(data.Status, redactor.Redact(said));
    }
}
