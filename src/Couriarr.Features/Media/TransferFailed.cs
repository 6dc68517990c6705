namespace Couriarr.Features.Media;

/// <summary>A file could not be brought to the destination. Told when it fails first and when it is given up.</summary>
/// <param name="Path">As the instance sees it.</param>
public sealed record TransferFailed(Work Work, string Path, string Error) : MediaEvent(Work)
{
    public string? Quality { get; init; }
    public bool WillRetry { get; init; }
}
