using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>Finds the name that a file has by now, when the one that we were told of is gone.</summary>
internal sealed class Renames(RenameTable table, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>Null when nobody told of one, or nothing lies under it either.</returns>
    public async Task<NewName?> OfAsync(Parcel parcel, CancellationToken ct)
    {
        foreach (var name in await table.AfterAsync(parcel.Mapping, parcel.Within, ct))
            if (await IsThereAsync(name.Place, ct))
                return name;
        return null;
    }

    private Task<bool> IsThereAsync(Placement.Found place, CancellationToken ct) =>
        Aside.RunAsync(() => SourceFile.Look(place.Route.Source, place.Within) is not null, place.Route.Source, Patience, clock, ct);
}
