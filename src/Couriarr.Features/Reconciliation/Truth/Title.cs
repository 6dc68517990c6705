using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;

namespace Couriarr.Features.Reconciliation.Truth;

/// <summary>A movie or a series that an app keeps in a library.</summary>
/// <param name="Within">Its folder below both roots.</param>
internal sealed record Title(Work Work, string Within)
{
    /// <summary>A movie's file, which its app tells along with it.</summary>
    public ArrFile? File { get; init; }

    public string Name => Work.Year is { } year ? FormattableString.Invariant($"{Work.Title} ({year})") : Work.Title;
}
