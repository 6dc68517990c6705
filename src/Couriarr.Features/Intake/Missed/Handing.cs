using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;

namespace Couriarr.Features.Intake.Missed;

/// <summary>An import on its way into the inbox.</summary>
/// <param name="File">The file as the app has it now; null when it has it no more.</param>
internal sealed record Handing(ArrApp App, string Instance, FoundImport Import, ArrFile? File)
{
    /// <summary>When it had been heard.</summary>
    public KnownImport? Known { get; init; }

    public bool IsThere => File is not null && Import.Work is not null;

    /// <summary>As its webhook would have told it then: by this it is known whether that one came.</summary>
    public Arrival AsItWas => Told(Import.Path);

    /// <summary>Under the name that it has by now.</summary>
    public Arrival AsItIs => Told(File!.Path);

    public KnownImport As(ImportOutcome outcome) =>
        new(Import.Path, Import.Date, Import.Work?.Title ?? Path.GetFileName(Import.Path), File?.Path ?? Import.Path, outcome)
        {
            InboxId = Known?.InboxId,
            FileId = Import.FileId,
            Again = Known?.Again ?? 0,
        };

    private Arrival Told(string path) =>
        new(HistoryWebhook.Of(App, Import.With(File!), path))
        {
            Address = Instance,
            Sender = $"the history of {App}",
            FromHistory = true,
        };
}
