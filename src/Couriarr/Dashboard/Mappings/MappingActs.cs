using Couriarr.Dashboard.Anew;
using Couriarr.Dashboard.Frame;
using Couriarr.Features.Configuration;
using Couriarr.Features.Instances;
using Couriarr.Features.Members;
using Couriarr.Features.Places;
using Couriarr.Saving;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Mappings;

/// <summary>What is done with mappings. What does not hold is shown once more with what is wrong; nothing of it is saved then.</summary>
internal static class MappingActs
{
    public static async Task<IResult> SaveAsync(HttpContext http, SavedDesk desk, MemberRoll roll, Ground ground, CancellationToken ct)
    {
        var sent = await http.Request.ReadFormAsync(ct);
        var was = sent["was"].ToString() is { Length: > 0 } key ? key : null;
        var typed = await TypedAsync(sent, was, roll, ct);
        if (Place(desk, was) is not { } draft)
            return await Pages.NotFoundAsync(http, Say("mappings.gone", was));
        var (form, tried) = Tried(typed, draft, desk);
        if (sent["act"] == "try")
            return await MappingsPages.ShowAsync(http, form with { Folders = await LookAsync(typed.Typed, desk, ground, ct) });
        return form.IsWrong
            ? await MappingsPages.ShowAsync(http, form)
            : await AnewPages.SaveAsync(http, tried, typed.Back, Say(was is null ? "mappings.added" : "mappings.changed", typed.Typed.Key));
    }

    /// <summary>Saves what the doctor proposed. What is not whole yet, or leads into no folder, is shown to be completed.</summary>
    public static async Task<IResult> UseAsync(HttpContext http, SavedDesk desk, MemberRoll roll, Ground ground, CancellationToken ct)
    {
        var sent = await http.Request.ReadFormAsync(ct);
        var key = TypedMapping.Of(sent).Key;
        var was = Place(desk, key) is null ? null : key;
        var typed = await TypedAsync(sent, was, roll, ct);
        var (form, tried) = Tried(typed, Place(desk, was)!, desk);
        var folders = await LookAsync(typed.Typed, desk, ground, ct);
        return form.IsWrong || folders.Any(folder => folder.Trouble is not null)
            ? await MappingsPages.ShowAsync(http, form with { Folders = folders })
            : await AnewPages.SaveAsync(http, tried, typed.Back, Say(was is null ? "mappings.added" : "mappings.changed", key));
    }

    public static async Task<IResult> RemoveAsync(HttpContext http, SavedDesk desk, CancellationToken ct)
    {
        var sent = await http.Request.ReadFormAsync(ct);
        var key = sent["key"].ToString();
        if (Place(desk, key) is not { } place)
            return Pages.Back(http, sent, Say("mappings.gone", key), isBad: true);
        var draft = desk.Draft(("paths", TypedMapping.Section([.. place.Others])));
        if (Refusal(desk) is { } why)
            return Pages.Back(http, sent, why, isBad: true);
        return draft.Errors.Count > 0
            ? Pages.Back(http, sent, string.Join(" ", draft.Errors), isBad: true)
            : await AnewPages.SaveAsync(http, draft, MappingsPages.Home, Say("mappings.removed", key));
    }

    private static async Task<MappingForm> TypedAsync(IFormCollection sent, string? was, MemberRoll roll, CancellationToken ct) =>
        new(TypedMapping.Of(sent))
        {
            Was = was,
            Back = sent["back"].ToString() is { Length: > 0 } back ? Pages.Local(back) : MappingsPages.Home,
            Instances = await MappingsPages.InstancesAsync(roll, ct),
        };

    private static (MappingForm Form, Draft Draft) Tried(MappingForm typed, Spot spot, SavedDesk desk)
    {
        var draft = desk.Draft(("paths", TypedMapping.Section(spot.With(typed.Typed))));
        var form = typed.With(draft, spot.Index);
        return (Refusal(desk) is { } why ? form with { Alert = why } : form, draft);
    }

    private static string? Refusal(SavedDesk desk) =>
        desk.Overruling("paths") is { Count: > 0 } names ? Say("mappings.overruled", string.Join(", ", names)) : null;

    // In the order in which they look: the source is read, the destination written.
    private static async Task<IReadOnlyList<FolderLine>> LookAsync(TypedMapping typed, SavedDesk desk, Ground ground, CancellationToken ct)
    {
        var sync = desk.Options.Sync;
        var source = Whole(typed.Source, sync.SourceBase);
        var destination = Whole(typed.Destination, sync.DestBase);
        if (RemoteAddress.IsMeant(typed.Destination))
            return [FolderLine.Of(Side.Source, source, await ground.FirstLookAsync(source, Side.Source, ct))];
        var looks = await Task.WhenAll(
            ground.FirstLookAsync(source, Side.Source, ct),
            ground.FirstLookAsync(destination, Side.Destination, ct)
        );
        return [FolderLine.Of(Side.Source, source, looks[0]), FolderLine.Of(Side.Destination, destination, looks[1])];
    }

    private static string Whole(string path, string? folder) => folder is null ? path : Path.Combine(folder, path);

    /// <param name="key">Null for a new one, which comes last.</param>
    /// <returns>Null when it is gone.</returns>
    private static Spot? Place(SavedDesk desk, string? key)
    {
        var all = desk.Options.Paths.Mappings.Select(TypedMapping.Of).ToList();
        var index = key is null ? all.Count : all.FindIndex(one => one.Key == key);
        return index < 0 ? null : new Spot(all, index);
    }

    private sealed record Spot(IReadOnlyList<TypedMapping> All, int Index)
    {
        public IEnumerable<TypedMapping> Others => All.Where((_, place) => place != Index);

        public IEnumerable<TypedMapping> With(TypedMapping one) => [.. All.Take(Index), one, .. All.Skip(Index + 1)];
    }
}
